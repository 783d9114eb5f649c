package io.jbarman.transport.ssh;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks OpenSSH's client itself what its configuration says ({@code ssh -G}: Include, Match and all), so that a host is
 * reached exactly as its user reaches it.
 */
final class OpenSshOptions {
    private final Path client;
    private final SshEnvironment environment;

    OpenSshOptions(Path client, SshEnvironment environment) {
        this.client = client;
        this.environment = environment;
    }

    Map<String, List<String>> of(SshDestination destination) throws TransportException {
        try {
            Process process = new ProcessBuilder(arguments(destination)).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw refused(errors);
            }
            return parse(output);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TransportException(
                    Diagnostic.error("ssh-config", "interrupted", "repeat the command"), interrupted);
        } catch (TransportException known) {
            throw known;
        } catch (IOException failed) {
            throw refused(String.valueOf(failed.getMessage()));
        }
    }

    private List<String> arguments(SshDestination destination) {
        List<String> arguments = new ArrayList<>(List.of(client.toString(), "-G"));
        environment.configFile().ifPresent(file -> arguments.addAll(List.of("-F", file.toString())));
        destination.user().ifPresent(user -> arguments.addAll(List.of("-l", user)));
        destination.port().ifPresent(port -> arguments.addAll(List.of("-p", Integer.toString(port))));
        arguments.addAll(List.of("--", destination.address()));
        return arguments;
    }

    private static TransportException refused(String errors) {
        return new TransportException(Diagnostic.error(
                        "ssh-config",
                        "the SSH configuration cannot be read: "
                                + errors.strip().lines().findFirst().orElse("no reason given"),
                        "mend the line that the message names; `ssh -G HOST` shows the same")
                .withDetail(errors.strip()));
    }

    static Map<String, List<String>> parse(String output) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        output.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                options.computeIfAbsent(line.substring(0, blank).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(blank + 1));
            }
        });
        return options;
    }
}
