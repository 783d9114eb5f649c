package io.jbarman.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.engine.StepExecutor;
import io.jbarman.engine.StepFailure;
import io.jbarman.facts.hba.HbaFileQuery;
import io.jbarman.facts.hba.HbaRule;
import io.jbarman.facts.hba.HbaRulesQuery;
import io.jbarman.facts.role.Roles;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.fixture.PgCluster;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.LineInsertions;
import io.jbarman.plan.Step;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.jdbc.JdbcSession;
import io.jbarman.postgres.jdbc.Login;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.reach.TopologyReach;
import io.jbarman.resource.hba.HbaResource;
import io.jbarman.resource.hba.HbaState;
import io.jbarman.resource.hba.PeerAddress;
import io.jbarman.resource.hba.WantedRule;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.time.SystemSleeper;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.topology.Topology;
import io.jbarman.transport.local.LocalTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of ours in the midst of files that others wrote, as real servers read them. */
final class HbaOnRealServersTest {
    private static final List<String> METHODS = List.of("scram-sha-256", "md5", "trust", "reject", "password");
    private static final List<String> NAMES = List.of(
            "barman", "all", "replication", "o\"k", "with blank", "a,b", "sameuser", "UPPER", "#hash", "ünï", "+plus");
    private static final List<String> ADDRESSES = List.of(
            "10.0.0.0/8",
            "10.0.0.9/32",
            "0.0.0.0/0",
            "::1/128",
            "samehost",
            "all",
            "db.example",
            "10.0.0.9 255.255.255.255");
    private static final List<String> WORDS = List.of("all", "sameuser", "samerole", "replication", "db0");

    @ParameterizedTest
    @ValueSource(ints = {10, 14, 18})
    void ourRulesAreReadAsTheyWereMeantAndForeignOnesAsBefore(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major).start();
                JdbcSession session = session(pg)) {
            Path file = pg.dataDirectory().resolve("pg_hba.conf");
            int inserted = 0;
            for (int seed = 1; seed <= 150; seed++) {
                Random random = new Random(seed);
                String foreign = foreign(random);
                Files.writeString(file, foreign);
                HbaResource resource = resource(random);
                if (resource.decide(state(session)) instanceof Decision.Change change) {
                    check(session, file, foreign, resource, change, "seed " + seed);
                    inserted++;
                }
            }
            assertThat(inserted).isGreaterThan(50);
        }
    }

    private static void check(
            JdbcSession session, Path file, String foreign, HbaResource resource, Decision.Change change, String seed)
            throws Exception {
        List<HbaRule> before = state(session).rules();
        Step.InsertHbaRules step = (Step.InsertHbaRules) change.steps().get(0);
        String text = LineInsertions.apply(foreign, step.insertions());
        Files.writeString(file, text);
        HbaState after = state(session);

        List<String> ours = step.insertions().stream()
                .flatMap(one -> one.lines().stream())
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(after.rules())
                .as(seed + "\n" + text)
                .allSatisfy(rule -> assertThat(rule.error()).isEmpty());
        assertThat(after.rules()).as(seed + "\n" + text).hasSize(before.size() + ours.size());
        List<String> left = new ArrayList<>(
                after.rules().stream().map(HbaOnRealServersTest::words).toList());
        for (WantedRule wanted : resource.wanted()) {
            String as = words(wanted);
            if (ours.contains(wanted.line())) {
                assertThat(left).as(seed + "\n" + text).contains(as);
                left.remove(as);
            }
        }
        assertThat(left)
                .as(seed + "\n" + text)
                .isEqualTo(before.stream().map(HbaOnRealServersTest::words).toList());
        assertThat(withoutOurs(text, ours)).as(seed).isIn(foreign, foreign + "\n");
        assertThat(resource.decide(after)).as(seed + "\n" + text).isInstanceOf(Decision.InSync.class);
    }

    /** Every byte of theirs is there; the line that an unfinished file end needs is the one exception. */
    private static String withoutOurs(String text, List<String> ours) {
        String left = text;
        for (String line : ours) {
            int at = left.indexOf(line + "\n");
            left = left.substring(0, at) + left.substring(at + line.length() + 1);
        }
        return left.endsWith("\\\n\n") ? left.substring(0, left.length() - 1) : left;
    }

    private static String words(HbaRule rule) {
        return rule.type() + " " + rule.databases() + " " + rule.users() + " "
                + rule.address().orElse("") + " " + rule.method();
    }

    private static String words(WantedRule wanted) {
        return wanted.type().word() + " [" + wanted.database() + "] [" + wanted.role() + "] "
                + wanted.address().toString().replaceAll("/.*", "") + " " + wanted.method();
    }

    private static HbaResource resource(Random random) {
        List<WantedRule> wanted = new ArrayList<>();
        for (int rule = 0; rule <= random.nextInt(2); rule++) {
            boolean words = random.nextBoolean();
            wanted.add(new WantedRule(
                    HbaType.HOST,
                    rule == 1 ? WantedRule.REPLICATION : words ? pick(random, WORDS) : "db" + random.nextInt(2),
                    pick(random, NAMES),
                    PeerAddress.of(words ? pick(random, ADDRESSES).replaceAll(" .*", "") : "10.0.0.9"),
                    "scram-sha-256",
                    words));
        }
        return new HbaResource(
                new HbaFileQuery("pg"),
                new HbaRulesQuery("pg"),
                new RolesQuery("pg", List.of()),
                "h",
                "postgres",
                wanted,
                Optional.empty(),
                true,
                List.of());
    }

    /** What administrators leave behind: comments, blanks, quotes, line ends of other systems, continued lines. */
    private static String foreign(Random random) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < random.nextInt(8); line++) {
            text.append(foreignLine(random)).append(pick(random, List.of("\n", "\n", "\r\n", "  # why\n", "\t\n")));
        }
        text.append(pick(random, List.of("", "", "# the end", "# the end \\\n", "local all all trust", "\n\n")));
        return text.toString();
    }

    private static String foreignLine(Random random) {
        String name = pick(random, NAMES);
        String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
        return switch (random.nextInt(5)) {
            case 0 -> "# " + name;
            case 1 -> "   ";
            case 2 -> "local\tall," + quoted + "  all\t" + pick(random, List.of("trust", "peer", "md5"));
            default ->
                "host " + pick(random, List.of("all", "replication", "db0,db1", quoted)) + "\t"
                        + pick(random, List.of("all", quoted, "barman,+staff")) + " " + pick(random, ADDRESSES) + " "
                        + pick(random, METHODS);
        };
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static HbaState state(JdbcSession session) throws PgException {
        HbaFileQuery file = new HbaFileQuery("pg");
        HbaRulesQuery rules = new HbaRulesQuery("pg");
        return new HbaState(
                file.parse(rows(session, file.sql(session.version()))),
                rules.parse(rows(session, rules.sql(session.version()))),
                new Roles(Map.of()));
    }

    private static List<io.jbarman.postgres.Row> rows(PgSession session, String sql) throws PgException {
        return session.query(sql, List.of());
    }

    private static JdbcSession session(PgCluster pg) throws PgException {
        Login login = Login.control(pg.superuser(), "postgres")
                .withPassword(Optional.of(Secret.of(PostgresInstance.PASSWORD)));
        return JdbcSession.tcp("127.0.0.1", pg.port(), login);
    }

    @Test
    void rulesThatWouldLockUsOutAreTakenBack(@TempDir Path directory) throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                TopologyReach reach = overTcp(pg, directory)) {
            Path file = pg.dataDirectory().resolve("pg_hba.conf");
            String before = Files.readString(file);
            StepExecutor executor =
                    new StepExecutor(reach, new Secrets(Map.of()), (password, iterations) -> "", new SystemSleeper());
            Step.InsertHbaRules step = new Step.InsertHbaRules(
                    "pg",
                    "h",
                    pg.osUser(),
                    file.toString(),
                    Fingerprint.of(before),
                    List.of(new Step.LineInsertion(1, List.of("host all " + pg.superuser() + " 127.0.0.1/32 reject"))),
                    "insert a rule");

            assertThatThrownBy(() -> executor.execute(step))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("would not let jbarman itself in");

            assertThat(Files.readString(file)).isEqualTo(before);
            assertThat(pg.sql("SELECT 1")).as("a new login works").isEqualTo("1");
        }
    }

    private static TopologyReach overTcp(PgCluster pg, Path directory) {
        Topology local = new ContractTopology(pg, directory, RestartPolicy.NEVER, Map.of()).topology();
        PostgresServer server = new PostgresServer(
                "pg",
                "h",
                pg.port(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                pg.osUser(),
                new Access(
                        Optional.of(Road.TCP),
                        Optional.of(pg.superuser()),
                        Optional.of("word"),
                        "postgres",
                        Optional.empty()),
                "scram-sha-256",
                HbaType.HOST,
                RestartPolicy.NEVER,
                Map.of());
        Topology topology =
                new Topology("t", Map.of(), Map.of(), local.hosts(), Map.of("pg", server), Map.of(), local.drift());
        return new TopologyReach(
                topology,
                new Secrets(Map.of("word", Secret.of(PostgresInstance.PASSWORD))),
                host -> new LocalTransport(host.name(), true));
    }
}
