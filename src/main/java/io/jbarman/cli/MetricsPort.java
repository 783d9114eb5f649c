package io.jbarman.cli;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.metrics.MetricsAddress;
import io.jbarman.metrics.MetricsServer;
import io.jbarman.runtime.Supervisor;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runtime's metrics, where the configuration asks for them. A port that cannot be had costs no WAL. */
final class MetricsPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsPort.class);

    private final Optional<MetricsServer> server;

    private MetricsPort(Optional<MetricsServer> server) {
        this.server = server;
    }

    static MetricsPort open(BarmanContext context, Supervisor supervisor) {
        return new MetricsPort(context.config()
                .global()
                .find("jbarman_metrics_listen")
                .flatMap(address -> server(address, context, supervisor)));
    }

    private static Optional<MetricsServer> server(String address, BarmanContext context, Supervisor supervisor) {
        try {
            MetricsServer server = MetricsServer.open(
                    MetricsAddress.parse(address), supervisor::status, VersionProvider.version(), context.clock());
            LOG.info("metrics on http:/{}/metrics", server.address());
            return Optional.of(server);
        } catch (IOException e) {
            LOG.error("no metrics: jbarman_metrics_listen = {}: {}", address, e.getMessage());
        } catch (ProblemException e) {
            e.problems().forEach(problem -> LOG.error("no metrics: {}; {}", problem.summary(), problem.hint()));
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        server.ifPresent(MetricsServer::close);
    }
}
