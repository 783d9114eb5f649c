package io.jbarman.topology;

import io.jbarman.topology.HostSystem.CommandDemand;
import io.jbarman.topology.HostSystem.Cron;
import io.jbarman.topology.HostSystem.FileDemand;
import io.jbarman.topology.HostSystem.PackageDemand;
import io.jbarman.topology.HostSystem.PathState;
import io.jbarman.topology.HostSystem.ServiceDemand;
import io.jbarman.topology.HostSystem.Timer;
import java.util.Set;

/** What is declared of a host's system says enough, and does not contradict itself. */
final class SystemsAreUsable implements Rule {
    private static final Set<String> NEEDED_ANYWAY = Set.of("postgresql", "java", "rsync");

    private static final Set<String> LIFELINES =
            Set.of("ssh", "sshd", "ssh.service", "sshd.service", "ssh.socket", "sshd.socket");

    @Override
    public void check(Topology topology, Findings findings) {
        for (Host host : topology.hosts().values()) {
            String path = "hosts." + host.name() + ".system";
            host.system().files().values().forEach(one -> file(one, path + ".files." + one.path(), findings));
            host.system().services().values().forEach(one -> service(one, path + ".services." + one.name(), findings));
            host.system().packages().values().forEach(one -> software(topology, host, one, path, findings));
            host.system().commands().values().forEach(one -> command(one, path + ".commands." + one.name(), findings));
            host.system().cron().values().forEach(one -> cron(one, path + ".cron." + one.name(), findings));
            host.system().timers().values().forEach(one -> timer(one, path + ".timers." + one.name(), findings));
        }
    }

    private static void file(FileDemand one, String path, Findings findings) {
        if (one.state() != PathState.FILE && one.content().isPresent()) {
            findings.error(
                    "contradiction",
                    path + ".content",
                    one.path() + " is to have content and to be no file",
                    "take content out, or state");
        }
        boolean nothing = one.owner().isEmpty()
                && one.group().isEmpty()
                && one.mode().isEmpty()
                && one.content().isEmpty();
        if (one.state() == PathState.FILE && nothing) {
            findings.error(
                    "missing-key",
                    path,
                    "nothing is said of the file " + one.path(),
                    "say its content, owner, group or mode; or state: directory or absent");
        }
    }

    private static void service(ServiceDemand one, String path, Findings findings) {
        if (one.running().isEmpty() && one.enabled().isEmpty()) {
            findings.error(
                    "missing-key",
                    path,
                    "nothing is said of service '" + one.name() + "'",
                    "say state: started (or stopped), or enabled: true (or false)");
        }
        boolean off = !one.running().orElse(true) || !one.enabled().orElse(true);
        if (off && LIFELINES.contains(one.name())) {
            findings.error(
                    "contradiction",
                    path,
                    "service '" + one.name() + "' is the way to this host, for jbarman and for people",
                    "stop it by hand, at the host's console");
        }
    }

    /** One address would mean two things. */
    private static void software(Topology topology, Host host, PackageDemand one, String path, Findings findings) {
        boolean shared =
                topology.servers().containsKey(host.name()) || topology.barman().containsKey(host.name());
        if (shared && NEEDED_ANYWAY.contains(one.name())) {
            findings.error(
                    "contradiction",
                    path + ".packages." + one.name(),
                    "package '" + one.name() + "' has the address of what the server or barmanhost '" + host.name()
                            + "' needs",
                    "leave it out: it is installed where it is needed; or let host and server have different names");
        }
    }

    private static void command(CommandDemand one, String path, Findings findings) {
        if (one.argv().isEmpty()) {
            findings.error(
                    "missing-key", path + ".argv", "command '" + one.name() + "' runs nothing", "name a program");
        }
        if (!one.canBeSeen()) {
            findings.error(
                    "missing-key",
                    path,
                    "nothing tells whether command '" + one.name() + "' is done already",
                    "add creates: PATH, removes: PATH, or unless: [PROGRAM, ARGUMENT] that succeeds where it is");
        }
    }

    private static void cron(Cron one, String path, Findings findings) {
        if (!one.absent() && (one.schedule().isEmpty() || one.job().isEmpty())) {
            findings.error(
                    "missing-key",
                    path,
                    "cron entry '" + one.name() + "' needs the keys 'schedule' and 'job'",
                    "for example: schedule: \"0 3 * * *\", job: vacuumdb -a; or state: absent");
        }
    }

    private static void timer(Timer one, String path, Findings findings) {
        if (one.name().startsWith("jbarman")) {
            findings.error(
                    "contradiction",
                    path,
                    "timer '" + one.name() + "' has a name of jbarman's own units",
                    "give it another name");
        }
        if (one.absent()) {
            return;
        }
        if (one.calendar().isEmpty() || one.argv().isEmpty()) {
            findings.error(
                    "missing-key",
                    path,
                    "timer '" + one.name() + "' needs the keys 'on_calendar' and 'argv'",
                    "for example: on_calendar: \"Sun 03:00\", argv: [/usr/bin/vacuumdb, --all]; or state: absent");
        } else if (!one.argv().get(0).startsWith("/")) {
            findings.error(
                    "invalid-value",
                    path + ".argv",
                    "timer '" + one.name() + "' starts '" + one.argv().get(0)
                            + "', which systemd looks for nowhere but where a path says",
                    "write its absolute path, such as /usr/bin/" + one.argv().get(0));
        }
    }
}
