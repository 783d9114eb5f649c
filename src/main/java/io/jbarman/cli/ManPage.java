package io.jbarman.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's manual page in the man macros, from what picocli knows of it (man: "man-pages(7)", "man(7)"). */
final class ManPage {
    private final CommandSpec command;
    private final StringBuilder text = new StringBuilder();

    private ManPage(CommandLine command) {
        this.command = command.getCommandSpec();
    }

    /** The page of a command. */
    static String of(CommandLine command, String release) {
        ManPage page = new ManPage(command);
        page.head(release);
        page.options();
        page.subcommands(command);
        page.endings();
        return page.text.toString();
    }

    /** {@code jbarman-secrets-keygen}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private void head(String release) {
        text.append(".TH ")
                .append(name(command).toUpperCase(java.util.Locale.ROOT))
                .append(" 1 \"\" \"")
                .append(release)
                .append("\" \"jbarman\"\n");
        section("NAME");
        List<String> description = List.of(command.usageMessage().description());
        text.append(Roff.text(name(command)))
                .append(" \\- ")
                .append(Roff.text(first(description)))
                .append('\n');
        section("SYNOPSIS");
        String synopsis = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF))
                .synopsis(0)
                .strip();
        text.append(".nf\n").append(Roff.lines(synopsis)).append("\n.fi\n");
        section("DESCRIPTION");
        paragraphs(description);
    }

    private static String first(List<String> description) {
        return description.isEmpty() ? "" : description.get(0).replaceFirst("[.]$", "");
    }

    private void section(String title) {
        text.append(".SH ").append(title).append('\n');
    }

    private void paragraphs(List<String> lines) {
        for (String line : lines) {
            text.append(line.isEmpty() ? ".PP\n" : Roff.lines(line) + "\n");
        }
    }

    private void options() {
        List<ArgSpec> shown = new ArrayList<>();
        command.positionalParameters().stream().filter(one -> !one.hidden()).forEach(shown::add);
        command.options().stream().filter(one -> !one.hidden()).forEach(shown::add);
        if (shown.isEmpty()) {
            return;
        }
        section("OPTIONS");
        shown.forEach(one -> item(label(one), Arrays.asList(one.description())));
    }

    private static String label(ArgSpec arg) {
        if (!(arg instanceof OptionSpec option)) {
            return "\\fI" + Roff.text(arg.paramLabel()) + "\\fR";
        }
        String names = String.join(
                ", ",
                Stream.of(option.names())
                        .map(name -> "\\fB" + Roff.text(name) + "\\fR")
                        .toList());
        return option.arity().max() == 0 ? names : names + " \\fI" + Roff.text(option.paramLabel()) + "\\fR";
    }

    private void item(String label, List<String> lines) {
        text.append(".TP\n").append(label).append('\n');
        text.append(lines.isEmpty() ? "\\&\n" : Roff.lines(String.join("\n", lines)) + "\n");
    }

    private void subcommands(CommandLine line) {
        Map<String, CommandLine> all = line.getSubcommands();
        if (all.isEmpty()) {
            return;
        }
        section("COMMANDS");
        all.values().stream()
                .distinct()
                .forEach(sub -> item(
                        "\\fB" + Roff.text(name(sub.getCommandSpec())) + "\\fR(1)",
                        List.of(first(
                                List.of(sub.getCommandSpec().usageMessage().description())))));
    }

    private void endings() {
        Map<String, String> status = command.usageMessage().exitCodeList();
        if (!status.isEmpty()) {
            section("EXIT STATUS");
            status.forEach((code, means) -> item(Roff.text(code.strip()), List.of(means)));
        }
        List<String> footer = Stream.of(command.usageMessage().footer())
                .dropWhile(String::isBlank)
                .toList();
        if (!footer.isEmpty()) {
            section("EXAMPLES");
            text.append(".nf\n");
            paragraphs(footer);
            text.append(".fi\n");
        }
    }
}
