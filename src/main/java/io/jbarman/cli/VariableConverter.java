package io.jbarman.cli;

import io.jbarman.cli.VariableOptions.Given;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.playbook.GivenValue;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * {@code KEY=VALUE}, where the value may be empty, and may contain more of the sign; or several variables at once, as
 * <code>{KEY: VALUE}</code> or in a file.
 */
final class VariableConverter implements CommandLine.ITypeConverter<Given> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public Given convert(String text) {
        Map<String, String> values = values(text);
        values.forEach(VariableConverter::check);
        return new Given(values);
    }

    private static Map<String, String> values(String text) {
        try {
            if (text.startsWith("@")) {
                return GivenValue.ofFile(Path.of(text.substring(1)));
            }
            return text.startsWith("{") ? GivenValue.ofText(text) : one(text);
        } catch (ProblemException problem) {
            Diagnostic first = problem.problems().get(0);
            throw new CommandLine.TypeConversionException(
                    first.origin().map(place -> place + ": ").orElse("") + first.summary() + ": " + first.hint());
        }
    }

    private static Map<String, String> one(String text) {
        int sign = text.indexOf('=');
        if (sign < 0) {
            throw new CommandLine.TypeConversionException(
                    "there is no '=' in '" + text + "': write -e KEY=VALUE, in quotes if there are blanks in it");
        }
        return Map.of(text.substring(0, sign), text.substring(sign + 1));
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new CommandLine.TypeConversionException(
                    "'" + name + "' is no name of a variable: it has letters, digits and underscores");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new CommandLine.TypeConversionException(
                    "the value of '" + name + "' has a line break or another control character in it");
        }
    }
}
