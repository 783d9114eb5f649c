package io.jbarman.resource.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.server.Identity;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.Optional;
import java.util.Set;

/**
 * That a server is one that can be configured: of a known major version, of the declared one, and a primary. Everything
 * else of the server comes after it.
 *
 * @param pinned the major version that the document names
 */
public record ServerResource(IdentityQuery identity, Optional<Integer> pinned, Set<ResourceId> after)
        implements Resource<Identity> {
    public ServerResource {
        after = Set.copyOf(after);
    }

    /** The address of a server. */
    public static ResourceId id(String server) {
        return new ResourceId(server, "server", "postgresql");
    }

    @Override
    public ResourceId id() {
        return id(identity.server());
    }

    @Override
    public String demand() {
        return pinned.map(major -> "PostgreSQL " + major).orElse("a primary");
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(identity);
    }

    @Override
    public Observation<Identity> observe(Facts facts) {
        return Observation.of(facts.get(identity));
    }

    @Override
    public Decision decide(Identity observed) {
        return problem(observed)
                .orElseGet(() -> new Decision.InSync(id(), "PostgreSQL " + observed.version() + ", a primary"));
    }

    private Optional<Decision> problem(Identity observed) {
        int major = observed.version().major();
        if (pinned.isPresent() && pinned.get() != major) {
            return conflict(
                    "the server is PostgreSQL " + observed.version() + ", the topology says " + pinned.get(),
                    "Set version to " + major + " or leave it out, or name the server's right host and port.");
        }
        if (major < ServerVersion.OLDEST_MAJOR) {
            return conflict(
                    "PostgreSQL " + observed.version() + " is older than jbarman supports",
                    "Upgrade the server to " + ServerVersion.OLDEST_MAJOR + " or later.");
        }
        if (major > ServerVersion.NEWEST_MAJOR && pinned.isEmpty()) {
            return conflict(
                    "PostgreSQL " + observed.version() + " is newer than any that jbarman was tested with ("
                            + ServerVersion.NEWEST_MAJOR + ")",
                    "Upgrade jbarman, or say version: " + major + " in the topology to go on all the same.");
        }
        if (observed.inRecovery()) {
            return conflict(
                    "the server is in recovery, so it is a standby: roles, grants and settings are its primary's",
                    "Name the primary's host in the topology, or promote this server.");
        }
        return observed.superuser() ? Optional.empty() : withoutRights(observed.user());
    }

    /** ALTER SYSTEM, grants on the server's functions, pg_hba.conf and stored passwords are all a superuser's. */
    private Optional<Decision> withoutRights(String user) {
        return conflict(
                "jbarman logged in as " + user + ", which is no superuser: it may neither see nor change what is asked",
                "Set access.user to a superuser, or leave access out: then the server's own account logs in by peer.");
    }

    private Optional<Decision> conflict(String summary, String remedy) {
        return Optional.of(new Decision.Conflict(id(), summary, remedy));
    }
}
