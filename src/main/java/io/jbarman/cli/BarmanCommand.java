package io.jbarman.cli;

import io.jbarman.config.ConfigSearch;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all Barman verbs have in common: configuration, output, exit status. */
@CommandLine.Command(mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
abstract class BarmanCommand implements Callable<Integer>, BarmanVerb {
    @Mixin
    BarmanGlobals globals;

    @Spec
    CommandSpec spec;

    /** Does the verb's work; what it throws becomes an error of the output. */
    abstract void run(BarmanContext context) throws IOException, InterruptedException;

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        BarmanOutput output = new BarmanOutput(line.getOut(), line.getErr(), isJson(), flag(found -> found.quiet));
        try {
            run(BarmanContext.read(configFile(), output));
        } catch (ProblemException e) {
            output.problems(e);
            trace(e);
        } catch (IOException e) {
            output.error(
                    e + "\n  hint: see that the account that runs jbarman may read and write Barman's directories");
            trace(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            output.error("interrupted");
        }
        return finish(output);
    }

    /** The exit status; a verb with one of its own overrides this. */
    int finish(BarmanOutput output) {
        return output.finish();
    }

    Path configFile() {
        return new ConfigSearch(System.getenv(), Path.of(System.getProperty("user.home", "/")))
                .find(option(found -> found.config));
    }

    private boolean isJson() {
        String format = option(found -> found.format).orElse("console").toLowerCase(Locale.ROOT);
        if (!format.equals("console") && !format.equals("json")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "invalid value for --format: '" + format + "' (choose from console, json)");
        }
        return format.equals("json");
    }

    private void trace(Exception problem) {
        if (flag(found -> found.debug)) {
            problem.printStackTrace(spec.commandLine().getErr());
        }
    }

    /** The verb's own option, else the one before the verb. */
    private <T> Optional<T> option(Function<BarmanGlobals, @Nullable T> option) {
        for (CommandSpec at = spec; at != null; at = at.parent()) {
            Optional<T> value = of(at).map(option);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private boolean flag(Function<BarmanGlobals, Boolean> option) {
        for (CommandSpec at = spec; at != null; at = at.parent()) {
            if (of(at).map(option).orElse(false)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<BarmanGlobals> of(CommandSpec spec) {
        Object command = spec.userObject();
        if (command instanceof BarmanCommand verb) {
            return Optional.of(verb.globals);
        }
        return command instanceof Main main ? Optional.of(main.globals) : Optional.empty();
    }
}
