package io.jbarman.resource.software;

import io.jbarman.facts.software.SoftwareFact.Tool;
import io.jbarman.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which packages make a program, and what has to be done beside installing them. Debian's are those of its own releases;
 * dnf's were written down from their documentation and have never run.
 *
 * @param name in addresses
 * @param what for messages
 * @param version of PostgreSQL, where the document pins it
 * @param program whether it is one that jbarman knows the packages of; else the name is the package's own
 */
public record PackageRecipe(String name, String what, Optional<Integer> version, boolean program) {
    private static final String ROOT = "root";

    /** The name of PostgreSQL's server in addresses. */
    public static final String SERVER = "postgresql";

    /** The name of rsync in addresses, and of its package everywhere. */
    public static final String RSYNC = "rsync";

    /** The cluster that Debian's package makes is started by it, but not on a machine without systemd. */
    private static final String START_CLUSTERS = """
            pg_lsclusters -h | while read -r version cluster port status rest; do
              [ "$status" != down ] || pg_ctlcluster "$version" "$cluster" start
            done
            """;

    /** By what the packages' own scripts ask, and in a file of our own where people's includes such. */
    private static final String NO_CLUSTER = """
            none() {
              case "$(pg_conftool "$1" show -s create_main_cluster 2>/dev/null)" in off|false|no|0) ;; *) return 1 ;; esac
            }
            own=${1%.conf}.d/jbarman.conf
            none "$1" && exit 0
            install -d -m 0755 "${own%/*}" && echo 'create_main_cluster = false' >"$own" && chmod 0644 "$own" || exit 1
            none "$1" || { rm -f "$own"; pg_conftool "$1" set create_main_cluster false; }
            none "$1" || { echo "$1 does not take create_main_cluster = false" >&2; exit 1; }
            """;

    private static final String CREATE_CLUSTER_CONF = "/etc/postgresql-common/createcluster.conf";

    /**
     * A host in its first minutes has APT of its own at work, for whose end dpkg's lock is waited for when told to, that
     * of the lists never.
     */
    private static final String UPDATE = """
            LC_ALL=C; export LC_ALL
            tries=60
            until said=$(apt-get -q update 2>&1); do
              tries=$((tries - 1))
              case $said in *'Could not get lock'*) ;; *) tries=0 ;; esac
              [ "$tries" -gt 0 ] || { printf '%s\n' "$said" >&2; exit 1; }
              sleep 5
            done
            """;

    /** What would restart services by the way, this server among them, is asked for a list. */
    private static final List<String> INSTALL = List.of(
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "NEEDRESTART_MODE=l",
            "apt-get",
            "-q",
            "-y",
            "-o",
            "DPkg::Lock::Timeout=300",
            "--no-install-recommends",
            "install");

    /**
     * Of the package of a version, or the next later one, or the distribution's own if it is older: which of them there
     * is, APT knows only once it has looked.
     */
    private static final String INSTALL_CLIENT = """
            package=postgresql-client
            for major in $(apt-cache pkgnames postgresql-client- | sed -n 's/^postgresql-client-\\([0-9]*\\)$/\\1/p' | sort -n); do
              [ "$major" -lt "$1" ] || { package=postgresql-client-$major; break; }
            done
            shift
            exec "$@" "$package"
            """;

    /** Fedora's and RHEL's package of the client is without pg_basebackup, which is asked for by its place. */
    private static final String INSTALL_CLIENT_BY_DNF = """
            dnf -q -y install "postgresql$1"
            command -v pg_basebackup >/dev/null || [ -x "/usr/pgsql-$1/bin/pg_basebackup" ] ||
              exec dnf -q -y install /usr/bin/pg_basebackup
            """;

    /** The name of PostgreSQL's client programs in addresses. */
    static final String CLIENT = "postgresql-client";

    /** PostgreSQL's client programs, of a server's version or later where there are some. */
    static PackageRecipe client(int server) {
        return new PackageRecipe(CLIENT, "PostgreSQL client", Optional.of(server), true);
    }

    /** A Java runtime without a desktop. */
    public static PackageRecipe java() {
        return new PackageRecipe("java", "Java 17 or later", Optional.empty(), true);
    }

    /** rsync, which has to be at both ends. */
    public static PackageRecipe rsync() {
        return new PackageRecipe(RSYNC, RSYNC, Optional.empty(), true);
    }

    /** A PostgreSQL server. */
    public static PackageRecipe postgresql(Optional<Integer> version) {
        return new PackageRecipe(SERVER, "PostgreSQL server", version, true);
    }

    /** A package that a document names. */
    public static PackageRecipe named(String name) {
        return new PackageRecipe(name, "package " + name, Optional.empty(), false);
    }

    List<String> packages(Tool tool) {
        if (!program) {
            return List.of(name);
        }
        if (name.equals(SERVER)) {
            return tool == Tool.APT
                    ? List.of(version.map(major -> "postgresql-" + major).orElse(SERVER))
                    : List.of(version.map(major -> SERVER + major + "-server").orElse("postgresql-server"));
        }
        if (name.equals(RSYNC)) {
            return List.of(RSYNC);
        }
        if (name.equals(CLIENT)) {
            return List.of("PostgreSQL's client programs, " + version.orElseThrow() + " or later,");
        }
        return List.of(tool == Tool.APT ? "default-jre-headless" : "java-17-openjdk-headless");
    }

    List<Step> steps(String host, Tool tool) {
        List<Step> steps = new ArrayList<>();
        if (tool == Tool.APT) {
            steps.add(update(host));
        }
        steps.add(install(host, command(tool), "install " + String.join(" ", packages(tool)) + " on " + host));
        if (program && name.equals(SERVER)) {
            steps.addAll(tool == Tool.APT ? debianCluster(host) : cluster(host));
        }
        return steps;
    }

    /**
     * Of a server's programs on Debian, without the cluster that its package makes of its own where none is: what keeps it
     * from that has to be there before, and comes with a package of its own.
     */
    static List<Step> withoutCluster(String host, int major) {
        return List.of(
                update(host),
                install(host, named("postgresql-common").command(Tool.APT), "install postgresql-common on " + host),
                new Step.RunCommand(
                        host,
                        ROOT,
                        List.of("sh", "-c", NO_CLUSTER, "sh", CREATE_CLUSTER_CONF),
                        "see that its packages make no cluster on " + host),
                install(
                        host,
                        postgresql(Optional.of(major)).command(Tool.APT),
                        "install postgresql-" + major + " on " + host));
    }

    private List<String> command(Tool tool) {
        if (program && name.equals(CLIENT)) {
            return client(tool);
        }
        List<String> command = new ArrayList<>(tool == Tool.APT ? INSTALL : List.of("dnf", "-q", "-y", "install"));
        command.addAll(packages(tool));
        return command;
    }

    private List<String> client(Tool tool) {
        String script = tool == Tool.APT ? INSTALL_CLIENT : INSTALL_CLIENT_BY_DNF;
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", script, "client", String.valueOf(version.orElseThrow())));
        if (tool == Tool.APT) {
            command.addAll(INSTALL);
        }
        return command;
    }

    private static List<Step> debianCluster(String host) {
        return List.of(
                new Step.RunCommand(host, ROOT, List.of("sh", "-c", START_CLUSTERS), "start PostgreSQL on " + host));
    }

    private List<Step> cluster(String host) {
        String unit = version.map(major -> "postgresql-" + major).orElse(SERVER);
        List<String> setup = version.map(
                        major -> List.of("/usr/pgsql-" + major + "/bin/postgresql-" + major + "-setup", "initdb"))
                .orElse(List.of("postgresql-setup", "--initdb"));
        return List.of(
                new Step.RunCommand(host, ROOT, setup, "make a cluster on " + host),
                new Step.RunCommand(
                        host, ROOT, List.of("systemctl", "enable", "--now", unit), "start PostgreSQL on " + host));
    }

    private static Step update(String host) {
        return install(host, List.of("sh", "-c", UPDATE), "let APT see what there is on " + host);
    }

    private static Step install(String host, List<String> command, String what) {
        return new Step.InstallPackages(host, command, what);
    }
}
