package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a configuration as Barman does: the main file, every {@code *.conf} of {@code configuration_files_directory} in
 * the order of their names, then {@code {barman_home}/.barman.auto.conf}.
 */
public final class BarmanConfigReader {
    private static final String GLOBAL = "barman";

    /** What it says holds in every section that does not say otherwise (Python: "configparser"). */
    private static final String DEFAULTS = "DEFAULT";

    private final Diagnostics problems = new Diagnostics();
    private final Map<String, IniSection> sections = new LinkedHashMap<>();
    private final Map<Path, String> files = new LinkedHashMap<>();

    /** Empty where they are on this machine's disk. */
    private final Optional<Map<Path, String>> texts;

    private BarmanConfigReader(Optional<Map<Path, String>> texts) {
        this.texts = texts;
    }

    /**
     * Reads the configuration whose main file this is. What is wrong with a server's section is left in its
     * {@link ServerConfig#problems}.
     *
     * @throws ProblemException with every problem that leaves no configuration to work with: an unreadable file, a line
     *     that is no INI, a bare {@code %}, a missing {@code barman_home}
     */
    public static BarmanConfig read(Path mainFile) {
        return new BarmanConfigReader(Optional.empty()).readAll(mainFile);
    }

    /** The same of texts that are somewhere else, in the order in which they are read; those with a model's name are among them. */
    static BarmanConfig of(Path mainFile, Map<Path, String> texts) {
        BarmanConfigReader reader = new BarmanConfigReader(Optional.of(texts));
        texts.forEach((file, text) -> {
            if (!ActiveModel.isKeptIn(file)) {
                reader.add(file, text, file.equals(mainFile));
            }
        });
        reader.problems.throwIfErrors();
        return reader.understand(mainFile, reader.resolveGlobal(mainFile));
    }

    private BarmanConfig readAll(Path mainFile) {
        add(mainFile, true);
        problems.throwIfErrors();
        ResolvedOptions options = resolveGlobal(mainFile);
        ConfigFiles.included(options).forEach(file -> add(file, false));
        ConfigFiles.automatic(options).ifPresent(file -> add(file, false));
        problems.throwIfErrors();
        return understand(mainFile, options);
    }

    private BarmanConfig understand(Path mainFile, ResolvedOptions options) {
        GlobalConfig globalConfig = new GlobalConfig(mainFile, options.values());
        IniSection global = withDefaults(section(GLOBAL));
        List<ServerConfig> servers = servers(globalConfig, global);
        refuseUnreadable(servers);
        problems.addAll(SectionRules.unknownOptions(section(GLOBAL), BarmanOption::isGlobal));
        problems.addAll(SectionRules.unknownOptions(section(DEFAULTS), any -> true));
        return new BarmanConfig(globalConfig, origins(global), servers, models(), files, problems.all());
    }

    private IniSection section(String name) {
        return sections.getOrDefault(name, new IniSection(name, Origin.ofFile(name), Map.of()));
    }

    private IniSection withDefaults(IniSection section) {
        return section.over(section(DEFAULTS));
    }

    private void add(Path file, boolean main) {
        add(file, ConfigFiles.read(file, files), main);
    }

    private void add(Path file, String text, boolean main) {
        IniFile ini = IniParser.parse(file.toString(), text);
        problems.addAll(ini.problems());
        for (IniSection section : ini.sections()) {
            if (!main && section.name().equals(GLOBAL) && !section.values().isEmpty()) {
                problems.add(Diagnostic.error(
                        "config-global",
                        section.origin(),
                        "a [barman] section with options in an included file, which Barman refuses",
                        "move them to the main configuration file"));
                continue;
            }
            sections.merge(section.name(), section, IniSection::merge);
        }
    }

    private ResolvedOptions resolveGlobal(Path mainFile) {
        IniSection global =
                withDefaults(Optional.ofNullable(sections.get(GLOBAL)).orElseThrow(() -> noGlobal(mainFile)));
        List<BarmanOption> options = BarmanOptions.names().stream()
                .flatMap(name -> BarmanOptions.byName(name).stream())
                .filter(BarmanOption::isGlobal)
                .filter(option -> !option.isServer())
                .toList();
        if (!global.values().containsKey("barman_home")) {
            problems.add(Diagnostic.error(
                    "config-no-home",
                    global.origin(),
                    "barman_home is not set",
                    "set it in [barman], for example barman_home = /var/lib/barman"));
            problems.throwIfErrors();
        }
        ResolvedOptions resolved = new OptionResolver(Map.of(), List.of(global)).resolve(options);
        problems.addAll(resolved.problems());
        return resolved;
    }

    private List<ServerConfig> servers(GlobalConfig globalConfig, IniSection global) {
        List<ServerConfig> servers = new ArrayList<>();
        sections.values().stream()
                .filter(section -> !section.name().equals(GLOBAL))
                .filter(section -> !section.name().equals(DEFAULTS))
                .filter(section -> !SectionRules.isModel(section))
                .forEach(section -> servers.add(server(globalConfig, global, section)));
        return servers;
    }

    private List<ModelConfig> models() {
        return sections.values().stream()
                .filter(section -> !section.name().equals(GLOBAL))
                .filter(SectionRules::isModel)
                .map(ModelConfig::of)
                .toList();
    }

    private static Map<String, Origin> origins(IniSection section) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        section.values().forEach((name, value) -> origins.put(name, value.origin()));
        return origins;
    }

    private ServerConfig server(GlobalConfig globalConfig, IniSection global, IniSection own) {
        IniSection section = withDefaults(own);
        List<BarmanOption> options = BarmanOptions.names().stream()
                .flatMap(name -> BarmanOptions.byName(name).stream())
                .filter(BarmanOption::isServer)
                .toList();
        List<IniSection> chain = List.of(section, SectionRules.inheritable(global));
        Map<String, String> references = SectionRules.references(section, globalConfig);
        ResolvedOptions resolved = new OptionResolver(references, chain).resolve(options);
        List<Diagnostic> found = new ArrayList<>();
        Optional<IniSection> model = new ActiveModel(own, resolved, sections, this::find).section(found);
        if (model.isPresent()) {
            List<IniSection> switched =
                    Stream.concat(Stream.of(model.get()), chain.stream()).toList();
            resolved = new OptionResolver(SectionRules.references(section.merge(model.get()), globalConfig), switched)
                    .resolve(options);
        }
        found.addAll(resolved.problems());
        found.addAll(SectionRules.unknownOptions(own, BarmanOption::isServer));
        found.addAll(SectionRules.contradictions(section, resolved));
        return new ServerConfig(
                section.name(),
                globalConfig,
                resolved.values(),
                resolved.origins(),
                model.map(IniSection::name),
                found);
    }

    private Optional<String> find(Path file) {
        return texts.isPresent() ? Optional.ofNullable(texts.get().get(file)) : ConfigFiles.find(file, files);
    }

    private void refuseUnreadable(List<ServerConfig> servers) {
        servers.stream()
                .flatMap(server -> server.problems().stream())
                .filter(problem -> problem.code().equals("config-interpolation"))
                .distinct()
                .forEach(problems::add);
        problems.throwIfErrors();
    }

    private static ProblemException noGlobal(Path mainFile) {
        return new ProblemException(Diagnostic.error(
                "config-no-home",
                Origin.ofFile(mainFile.toString()),
                "there is no [barman] section",
                "this must be Barman's main configuration file: [barman] with barman_home in it"));
    }
}
