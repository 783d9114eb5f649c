package io.jbarman.cli;

import io.jbarman.cli.VariableOptions.Variable;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** {@code KEY=VALUE}; the value may be empty, and may contain more of the sign. */
final class VariableConverter implements CommandLine.ITypeConverter<Variable> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public Variable convert(String text) {
        int sign = text.indexOf('=');
        if (sign < 0) {
            throw new CommandLine.TypeConversionException(
                    "there is no '=' in '" + text + "': write -e KEY=VALUE, in quotes if there are blanks in it");
        }
        String name = text.substring(0, sign);
        if (!NAME.matcher(name).matches()) {
            throw new CommandLine.TypeConversionException(
                    "'" + name + "' is no name of a variable: it has letters, digits and underscores");
        }
        String value = text.substring(sign + 1);
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new CommandLine.TypeConversionException(
                    "the value of '" + name + "' has a line break or another control character in it");
        }
        return new Variable(name, value);
    }
}
