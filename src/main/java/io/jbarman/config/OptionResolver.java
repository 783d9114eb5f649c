package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works out what the options of one section are: what it says, else what {@code [barman]} says of a global option, else
 * the default; interpolated, unquoted and checked. A value that Barman would ignore is reported and ignored likewise.
 */
final class OptionResolver {
    /** What neither receiving nor archiving needs: a slip in one of these must not cost WAL. */
    private static final Set<String> BESIDE_WAL = Set.of(
            "description",
            "retention_policy",
            "retention_policy_mode",
            "wal_retention_policy",
            "minimum_redundancy",
            "last_backup_maximum_age",
            "last_backup_minimum_size",
            "last_wal_maximum_age",
            "check_timeout",
            "immediate_checkpoint",
            "parallel_jobs",
            "reuse_backup",
            "bandwidth_limit",
            "basebackup_retry_times",
            "basebackup_retry_sleep");

    private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1", Pattern.DOTALL);

    private final Map<String, String> given;
    private final List<IniSection> chain;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();

    /**
     * @param given names that are no options but may be referred to, as {@code name}
     * @param chain the sections to ask, the most particular first
     */
    OptionResolver(Map<String, String> given, List<IniSection> chain) {
        this.given = given;
        this.chain = chain;
    }

    /** Resolves these options. */
    ResolvedOptions resolve(Iterable<BarmanOption> options) {
        options.forEach(this::resolve);
        return new ResolvedOptions(values, origins, problems);
    }

    private void resolve(BarmanOption option) {
        Optional<IniValue> said = said(option.name());
        try {
            Optional<String> value = raw(option.name()).isPresent()
                    ? Optional.of(unquote(new Interpolation(this::raw)
                            .expand(raw(option.name()).orElseThrow())))
                    : Optional.empty();
            value.ifPresent(text -> accept(option, text, said));
        } catch (InterpolationException e) {
            Diagnostic problem = Diagnostic.error(
                    "config-interpolation",
                    "value of " + option.name() + " cannot be read: " + e.getMessage(),
                    e.hint());
            problems.add(said.map(value -> problem.at(value.origin())).orElse(problem));
        }
    }

    private void accept(BarmanOption option, String value, Optional<IniValue> said) {
        Optional<String> wanted = said.isPresent() ? option.check(value) : Optional.empty();
        if (wanted.isPresent()) {
            problems.add(
                    invalid(option, value, wanted.get()).at(said.orElseThrow().origin()));
            option.defaultText().ifPresent(text -> values.put(option.name(), defaultValue(text)));
            return;
        }
        values.put(option.name(), value);
        said.ifPresent(place -> origins.put(option.name(), place.origin()));
    }

    private static Diagnostic invalid(BarmanOption option, String value, String wanted) {
        String summary = "invalid value '" + Redaction.ofOption(option.name(), value) + "' for " + option.name();
        String hint = "it takes " + wanted + "; Barman ignores the line and "
                + option.defaultText().map(text -> "uses " + text).orElse("leaves the option unset");
        return BESIDE_WAL.contains(option.name())
                ? Diagnostic.warning("config-invalid-value", summary, hint)
                : Diagnostic.error("config-invalid-value", summary, hint);
    }

    private String defaultValue(String text) {
        try {
            return new Interpolation(this::raw).expand(text);
        } catch (InterpolationException e) {
            return text;
        }
    }

    private Optional<IniValue> said(String name) {
        return chain.stream()
                .filter(section -> section.values().containsKey(name))
                .map(section -> section.values().get(name))
                .findFirst();
    }

    private Optional<String> raw(String name) {
        return Optional.ofNullable(given.get(name))
                .or(() -> said(name).map(IniValue::raw))
                .or(() -> BarmanOptions.byName(name).flatMap(BarmanOption::defaultText));
    }

    private static String unquote(String value) {
        Matcher matcher = QUOTED.matcher(value);
        return matcher.matches() ? matcher.group(2) : value;
    }
}
