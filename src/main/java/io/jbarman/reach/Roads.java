package io.jbarman.reach;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.jdbc.Dialler;
import io.jbarman.postgres.jdbc.JdbcSession;
import io.jbarman.postgres.jdbc.Login;
import io.jbarman.secret.Secret;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.HostStream;
import io.jbarman.transport.Transport;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways to one server, tried in order until one leads there: relay, tunnel, plain TCP, or the declared one alone.
 *
 * <p>The relay logs in as the role called like the operating-system account, which is what peer authentication wants; a
 * declared {@code access.user} is used there only if it comes without a password or the relay itself is declared.
 */
final class Roads {
    private static final String LOOPBACK = "127.0.0.1";

    private final PostgresServer server;
    private final Host host;
    private final Transport transport;
    private final Optional<Secret> password;

    Roads(PostgresServer server, Host host, Transport transport, Optional<Secret> password) {
        this.server = server;
        this.host = host;
        this.transport = transport;
        this.password = password;
    }

    JdbcSession open(String database) throws ReachException {
        List<RoadFailure> failures = new ArrayList<>();
        for (Road road : toTry()) {
            Attempt attempt = new Attempt(road, login(road, database));
            try {
                return attempt.open();
            } catch (RoadClosed closed) {
                failures.add(closed.failure());
                if (closed.failure().conclusive()) {
                    break;
                }
            }
        }
        throw Blocked.because(server, failures);
    }

    private List<Road> toTry() {
        return server.access().road().map(List::of).orElse(List.of(Road.values()));
    }

    private Login login(Road road, String database) {
        if (road == Road.RELAY) {
            return Login.control(relayRole(), database);
        }
        String role = server.access().user().orElse(server.osUser());
        String sslmode = server.access().sslmode().orElse(road == Road.TUNNEL ? "disable" : "prefer");
        return Login.control(role, database).withPassword(password).withSslmode(sslmode);
    }

    private String relayRole() {
        boolean honoured =
                server.access().road().isPresent() || server.access().password().isEmpty();
        return server.access().user().filter(user -> honoured).orElse(server.osUser());
    }

    /** One road tried once. */
    private final class Attempt {
        private final Road road;
        private final Login login;
        private final RoadDiagnosis diagnosis;
        private volatile Optional<HostStream> dialled = Optional.empty();

        Attempt(Road road, Login login) {
            this.road = road;
            this.login = login;
            this.diagnosis = new RoadDiagnosis(server, road, login.user(), login.database());
        }

        JdbcSession open() throws RoadClosed {
            try {
                return checked(connect(login));
            } catch (PgException failed) {
                throw new RoadClosed(accountRefusal().orElseGet(() -> explain(failed)));
            }
        }

        private RoadFailure explain(PgException failed) {
            RoadFailure failure = diagnosis.explain(failed, relayErrors());
            return failure.kind() == ReachProblem.POOLER
                    ? diagnosis.pooler(String.valueOf(failed.getMessage()), directPort(), failed)
                    : failure;
        }

        /** Poolers that refuse our settings often let the rest of a session through. */
        private Optional<String> directPort() {
            try (JdbcSession plain = connect(login.withoutSettings())) {
                return DirectPort.told(plain).or(this::seenPort);
            } catch (PgException refused) {
                return seenPort();
            }
        }

        private Optional<String> seenPort() {
            return DirectPort.seen(transport, socketDirectories(), server.port());
        }

        private JdbcSession connect(Login as) throws PgException {
            return road == Road.TCP
                    ? JdbcSession.tcp(host.address(), server.port(), as)
                    : JdbcSession.over(remembering(), as);
        }

        private Dialler remembering() {
            return () -> {
                HostStream stream = road == Road.RELAY ? transport.open(relay()) : tunnel();
                dialled = Optional.of(stream);
                return stream;
            };
        }

        private Command relay() {
            return RelayScript.onto(socketDirectories(), server.port(), Account.named(server.osUser()));
        }

        private List<String> socketDirectories() {
            return server.socketDirectory().map(List::of).orElse(RelayScript.USUAL_DIRECTORIES);
        }

        private HostStream tunnel() throws IOException {
            return transport.dial(LOOPBACK, server.port());
        }

        private JdbcSession checked(JdbcSession session) throws RoadClosed {
            if (session.keepsSettings(login.settings())) {
                return session;
            }
            Optional<String> port = DirectPort.told(session).or(this::seenPort);
            session.close();
            throw new RoadClosed(diagnosis.pooler(
                    "it ignored the session's settings",
                    port,
                    new PgException("", "the session's settings did not arrive")));
        }

        private String relayErrors() {
            return road == Road.RELAY ? dialled.map(HostStream::errors).orElse("") : "";
        }

        /** Asked only after a failure: a stream cannot tell whether its account was taken. */
        private Optional<RoadFailure> accountRefusal() {
            if (road != Road.RELAY || dialled.isEmpty()) {
                return Optional.empty();
            }
            try {
                transport.run(Command.of("true").as(Account.named(server.osUser())));
                return Optional.empty();
            } catch (TransportException refused) {
                return Optional.of(new RoadFailure(road, ReachProblem.HOST, refused.problem(), false, refused));
            } catch (IOException other) {
                Diagnostic problem = Diagnostic.error(
                        ReachProblem.HOST.code(), transport.host() + ": " + other.getMessage(), "repeat the command");
                return Optional.of(new RoadFailure(road, ReachProblem.HOST, problem, true, other));
            }
        }
    }
}
