package io.jbarman.compile;

import io.jbarman.template.ResourceTemplate;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of a barmanhost's configuration files, in Barman's INI format. Pure, and without secrets. */
record ConfigFiles(Topology topology, BarmanHost barman) {
    private static final String BACKUP_METHOD = "backup_method";
    private static final String SSH_COMMAND = "ssh_command";

    private static final List<String> TEMPORARY = List.of("/tmp", "/var/tmp");

    /** The main file, for a host that has none. */
    String main() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("barman_home", barman.home());
        options.put("barman_user", barman.user());
        options.put("configuration_files_directory", barman.configDirectory());
        barman.lockDirectory().ifPresent(path -> options.put("barman_lock_directory", path));
        barman.logFile().ifPresent(path -> options.put("log_file", path));
        barman.runDirectory().ifPresent(path -> options.put("jbarman_run_directory", path));
        barman.runtime().listen().ifPresent(address -> options.put("jbarman_metrics_listen", address));
        return ResourceTemplate.render("barman.conf", Map.of("options", list(options)));
    }

    /** What an existing main file has to say. */
    Map<String, String> required() {
        Map<String, String> required = new LinkedHashMap<>();
        required.put("barman_home", barman.home());
        if (!barman.hasRuntime()) {
            return required;
        }
        required.put("configuration_files_directory", barman.configDirectory());
        barman.runDirectory().ifPresent(path -> required.put("jbarman_run_directory", path));
        barman.runtime().listen().ifPresent(address -> required.put("jbarman_metrics_listen", address));
        return required;
    }

    /** The file of one server. */
    String server(ArchivedServer archived) {
        Links links = new Links(topology, new Archiver(barman, archived));
        Map<String, String> options = new LinkedHashMap<>();
        options.put("conninfo", links.conninfo().format());
        links.streamingConninfo().ifPresent(conninfo -> options.put("streaming_conninfo", conninfo.format()));
        options.put("streaming_archiver", flag(archived.streamingArchiver()));
        if (!archived.streamingArchiverName().equals(ArchivedServer.DEFAULT_ARCHIVER_NAME)) {
            options.put("streaming_archiver_name", archived.streamingArchiverName());
        }
        archived.slotName().ifPresent(slot -> options.put("slot_name", slot.value()));
        options.put("archiver", flag(archived.archiver()));
        options.putAll(archived.options());
        if (archived.isCopiedByRsync()) {
            Accounts accounts = new Accounts(topology, barman);
            options.putIfAbsent(
                    SSH_COMMAND, accounts.toServer(accounts.servers(archived)).command());
        }
        return ResourceTemplate.render(
                "server.conf",
                Map.of("topology", topology.name(), "server", archived.name(), "options", list(complete(options))));
    }

    /** Barman itself disables a server that has neither a backup method without ssh nor an ssh_command. */
    private static Map<String, String> complete(Map<String, String> options) {
        if (!options.containsKey(SSH_COMMAND)) {
            options.putIfAbsent(BACKUP_METHOD, "postgres");
        }
        return options;
    }

    /**
     * The systemd unit of the runtime.
     *
     * @param writable all directories that it writes in, but for those of temporary files
     */
    String unit(String launcher, Collection<String> writable) {
        String paths = Stream.concat(writable.stream(), TEMPORARY.stream())
                .map(path -> UnitWord.plain("-" + path))
                .distinct()
                .collect(Collectors.joining(" "));
        return ResourceTemplate.render(
                "jbarman.service",
                Map.of(
                        "topology", topology.name(),
                        "user", barman.user(),
                        "writable", paths,
                        "launcher", UnitWord.plain(launcher),
                        "config", UnitWord.argument(barman.config())));
    }

    private static String flag(boolean on) {
        return on ? "on" : "off";
    }

    /** A bare percent sign in any value makes Barman refuse the whole file. */
    private static List<Map<String, String>> list(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> Map.of(
                        "name", option.getKey(), "value", option.getValue().replace("%", "%%")))
                .toList();
    }
}
