package io.jbarman.resource.server;

import io.jbarman.facts.server.ClusterKeeper;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import java.util.stream.Collectors;

/** What to say to a cluster manager instead of changing a server behind its back. */
record ManagersWords(ClusterKeeper manager) {
    /** The remedy for one change. */
    String instead(Decision.Change change) {
        return switch (change.id().kind()) {
            case "setting" -> setting(change);
            case "hba" -> hba(change);
            case "slot" -> slot(change);
            case "standby" -> standby();
            default -> restart();
        };
    }

    private String setting(Decision.Change change) {
        String line = change.parts().stream()
                .map(part -> part.id().name() + " = '" + after(part) + "'")
                .collect(Collectors.joining(", "));
        return switch (manager) {
            case PATRONI -> "Add to postgresql.parameters by patronictl edit-config: " + line;
            case CLOUDNATIVEPG -> "Add it to spec.postgresql.parameters of the Cluster: " + line;
            case PG_AUTO_FAILOVER ->
                "Write it into postgresql.conf of every node, below the include of postgresql-auto-failover.conf, and run"
                        + " pg_autoctl reload: " + line;
            case PACEMAKER, REPMGR -> "Write it into postgresql.conf of every node, and reload each: " + line;
        };
    }

    private String hba(Decision.Change change) {
        String lines = change.differences().stream().map(Difference::after).collect(Collectors.joining("; "));
        return switch (manager) {
            case PATRONI -> "Add to postgresql.pg_hba by patronictl edit-config: " + lines;
            case CLOUDNATIVEPG -> "Add to spec.postgresql.pg_hba of the Cluster: " + lines;
            case PG_AUTO_FAILOVER, PACEMAKER, REPMGR -> "Add to pg_hba.conf of every node, and reload each: " + lines;
        };
    }

    private String slot(Decision.Change change) {
        String name = change.id().name();
        return switch (manager) {
            case PATRONI ->
                "Add {name: " + name
                        + ", type: physical} to ignore_slots by patronictl edit-config, beside what is there, or"
                        + " Patroni drops it; then create it by hand.";
            case CLOUDNATIVEPG ->
                "Let the operator keep it: spec.replicationSlots of the Cluster; then create it by hand.";
            case PG_AUTO_FAILOVER, PACEMAKER, REPMGR ->
                "Create it by hand on every node, since slots do not follow a failover: SELECT"
                        + " pg_create_physical_replication_slot('" + name + "', true)";
        };
    }

    private String standby() {
        return switch (manager) {
            case PATRONI -> "Start Patroni on the new host with the same scope: it makes the replica itself.";
            case CLOUDNATIVEPG -> "Raise spec.instances of the Cluster.";
            case PG_AUTO_FAILOVER -> "pg_autoctl create postgres on the new host, then pg_autoctl run.";
            case PACEMAKER -> "Make it by pg_basebackup, then let the cluster start it as a further clone.";
            case REPMGR -> "repmgr standby clone on the new host, then repmgr standby register.";
        };
    }

    private String restart() {
        return switch (manager) {
            case PATRONI -> "patronictl restart, at a time of your choosing.";
            case CLOUDNATIVEPG -> "kubectl cnpg restart, at a time of your choosing.";
            case PG_AUTO_FAILOVER -> "pg_autoctl enable maintenance, restart, pg_autoctl disable maintenance.";
            case PACEMAKER ->
                "Put the node into maintenance (pcs node maintenance) before you restart it, or it fails over.";
            case REPMGR -> "repmgr service pause, restart, repmgr service unpause: or repmgrd may fail over.";
        };
    }

    private static String after(Decision.Change change) {
        return change.differences().stream().findFirst().map(Difference::after).orElse("");
    }
}
