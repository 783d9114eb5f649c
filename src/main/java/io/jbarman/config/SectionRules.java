package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What can be said of a section by looking at it. Pure. */
final class SectionRules {
    private SectionRules() {}

    /** Whether the section is a model for {@code config-switch}, not a server. */
    static boolean isModel(IniSection section) {
        return Optional.ofNullable(section.values().get("model"))
                .flatMap(value -> Flags.parse(value.raw()))
                .orElse(false);
    }

    /** The part of {@code [barman]} that servers inherit. */
    static IniSection inheritable(IniSection global) {
        Map<String, IniValue> values = new LinkedHashMap<>();
        global.values().forEach((name, value) -> {
            if (BarmanOptions.byName(name)
                    .filter(option -> option.isGlobal() && option.isServer())
                    .isPresent()) {
                values.put(name, value);
            }
        });
        return new IniSection(global.name(), global.origin(), values);
    }

    /** What {@code %(...)s} may refer to beside the options: the server's name, the global options, options of its own. */
    static Map<String, String> references(IniSection section, GlobalConfig global) {
        Map<String, String> references = new HashMap<>();
        section.values().forEach((name, value) -> references.put(name, value.raw()));
        global.values().forEach((name, value) -> references.put(name, value.replace("%", "%%")));
        references.put("name", section.name());
        return references;
    }

    /** A warning for every option that Barman would not know there, with what was probably meant. */
    static List<Diagnostic> unknownOptions(IniSection section, Predicate<BarmanOption> allowed) {
        List<Diagnostic> problems = new ArrayList<>();
        section.values().forEach((name, value) -> {
            if (BarmanOptions.byName(name).filter(allowed).isEmpty()) {
                problems.add(unknown(section, name, value.origin()));
            }
        });
        return problems;
    }

    private static Diagnostic unknown(IniSection section, String name, Origin origin) {
        boolean elsewhere = BarmanOptions.byName(name).isPresent();
        String hint = elsewhere
                ? "it is an option of " + (section.name().equals("barman") ? "a server's section" : "[barman]")
                : BarmanOptions.closestTo(name)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("remove the line; it has no effect");
        return new Diagnostic(
                Severity.WARNING,
                "config-unknown-option",
                "unknown option " + name + " in [" + section.name() + "]",
                "",
                hint,
                Optional.of(origin));
    }

    /** Options that are each good and cannot be together. */
    static List<Diagnostic> contradictions(IniSection section, ResolvedOptions options) {
        List<Diagnostic> problems = new ArrayList<>();
        boolean streaming = isOn(options, "streaming_archiver");
        boolean archiver = isOn(options, "archiver");
        Origin origin = section.origin();
        if (!options.values().containsKey("conninfo")) {
            problems.add(Diagnostic.error(
                    "config-no-conninfo",
                    origin,
                    "server '" + section.name() + "' has no conninfo",
                    "add conninfo = host=... user=barman dbname=postgres"));
        }
        if (streaming && !archiver && !options.values().containsKey("slot_name")) {
            problems.add(Diagnostic.error(
                    "config-no-slot",
                    origin,
                    "streaming_archiver is the only archiver, and there is no slot_name",
                    "add slot_name = barman: without a slot, WAL is lost whenever the receiver is away"));
        }
        if (!streaming && !archiver) {
            problems.add(Diagnostic.warning(
                            "config-no-archiver",
                            "no archiver is on, so no WAL of '" + section.name() + "' is archived",
                            "set streaming_archiver = on, or archiver = on")
                    .at(origin));
        }
        WalLayout.contradiction(find(options, WalLayout.OPTION), find(options, "compression"))
                .ifPresent(what -> problems.add(Diagnostic.error(
                        "config-layout-compression",
                        origin,
                        what,
                        "set compression = gzip, or leave one of them out")));
        return problems;
    }

    private static Optional<String> find(ResolvedOptions options, String name) {
        return Optional.ofNullable(options.values().get(name));
    }

    private static boolean isOn(ResolvedOptions options, String name) {
        return Flags.parse(options.values().getOrDefault(name, "off")).orElse(false);
    }
}
