package io.jbarman.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.engine.StepExecutor;
import io.jbarman.engine.StepFailure;
import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.facts.trust.HomeFileQuery;
import io.jbarman.facts.trust.OwnKeyFact;
import io.jbarman.facts.trust.OwnKeyQuery;
import io.jbarman.fixture.SshServer;
import io.jbarman.fixture.ThrowAwayAccount;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.reach.TopologyReach;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.time.SystemSleeper;
import io.jbarman.topology.DriftPolicy;
import io.jbarman.topology.Host;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import io.jbarman.transport.ByteText;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.local.LocalTransport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of an account that others write to as well: links, bytes and what was done to them meanwhile. */
final class FilesOfOthersTest {
    /** A password in Latin-1, a line of another system's end, and a last one without an end. */
    private static final byte[] THEIRS =
            "# mine\r\nh:5432:*:app:Gr\u00fc\u00dfe\nlast:*:*:x:y".getBytes(StandardCharsets.ISO_8859_1);

    private ThrowAwayAccount account;
    private TopologyReach reach;
    private StepExecutor executor;

    @BeforeEach
    void makeAnAccount() {
        account = ThrowAwayAccount.make();
        reach = reach();
        executor = new StepExecutor(
                reach,
                new Secrets(Map.of("word", Secret.of("p\u00e4\u00df"))),
                (password, iterations) -> "",
                new SystemSleeper());
    }

    @AfterEach
    void removeIt() throws Exception {
        reach.close();
        account.close();
    }

    @Test
    void aPasswordFileBehindALinkKeepsEveryByteOfOthers() throws Exception {
        Path link = behindALink(".pgpass", "vault", THEIRS);
        Path file = Files.readSymbolicLink(link);
        Step.PassfileLine line = new Step.PassfileLine("pg", "5432", "*", "barman", "word");

        executor.execute(new Step.SetPassfileLines("h", account.name(), link.toString(), List.of(line), "set a line"));

        assertThat(Files.readSymbolicLink(link)).isEqualTo(file);
        assertThat(Files.readAllBytes(file))
                .startsWith(THEIRS)
                .endsWith("\npg:5432:*:barman:p\u00e4\u00df\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Files.getOwner(file).getName()).isEqualTo(account.name());

        executor.execute(new Step.RemovePassfileLines(
                "h", account.name(), link.toString(), List.of(line.key()), "remove the line"));

        assertThat(ByteText.decode(Files.readAllBytes(file))).isEqualTo(ByteText.decode(THEIRS) + "\n");
    }

    @Test
    void aConfigurationFileKeepsEveryByteOfOthers() throws Exception {
        Path file = account.home().resolve("extra.conf");
        byte[] theirs = "# Gr\u00fc\u00dfe\r\nport = 1\n".getBytes(StandardCharsets.ISO_8859_1);
        write(file, theirs);

        executor.execute(
                new Step.SetConfigLine("h", account.name(), file.toString(), "wal_level", "logical", "set it"));

        assertThat(Files.readAllBytes(file))
                .isEqualTo(ByteText.encode(ByteText.decode(theirs) + "wal_level = 'logical'\n"));
    }

    @Test
    void whatWasWrittenSinceItWasSeenIsNotWrittenOver() throws Exception {
        byte[] theirs = "ssh-rsa AAAA Gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);
        Path link = behindALink(".ssh-authorized", "keys", theirs);
        Path file = Files.readSymbolicLink(link);
        HomeFileFact seen = seen(link);
        Step.RewriteFile step = rewrite(seen, seen.text().orElseThrow() + "ours\n");

        write(file, "somebody's\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> executor.execute(step))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("has been changed since it was looked at");
        assertThat(Files.readString(file)).isEqualTo("somebody's\n");

        write(file, theirs);
        executor.execute(step);
        assertThat(Files.readSymbolicLink(link)).isEqualTo(file);
        assertThat(Files.readAllBytes(file)).startsWith(theirs).endsWith("ours\n".getBytes(StandardCharsets.UTF_8));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        executor.execute(rewrite(seen(link), ""));
        assertThat(Files.readSymbolicLink(link)).isEqualTo(file);
        assertThat(Files.readString(file)).isEmpty();
    }

    @Test
    void aFileThatIsNewIsWrittenAndAnEmptyOneGoes() throws Exception {
        Path file = account.home().resolve("new");
        HomeFileFact nothing = seen(file);

        executor.execute(rewrite(nothing, "ours\n"));
        assertThat(Files.readString(file)).isEqualTo("ours\n");
        assertThatThrownBy(() -> executor.execute(rewrite(nothing, "other\n")))
                .hasMessageContaining("has been changed since it was looked at");

        executor.execute(rewrite(seen(file), ""));
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    /** With the same keys let in by commands that tell which one it was. */
    @Test
    void theKeyThatCountsIsTheOneThatSshOffersFirst() throws Exception {
        try (SshServer sshd = SshServer.builder().homes().start()) {
            as("mkdir -m 700 .ssh; for t in rsa ed25519; do ssh-keygen -q -t $t -N '' -f .ssh/id_$t;"
                    + " echo \"command=\\\"echo $t\\\" $(cat .ssh/id_$t.pub)\" >>.ssh/authorized_keys; done");

            assertThat(offered(sshd)).isEqualTo(type(key()));

            as("ssh-keygen -q -t ecdsa -N '' -f .ssh/own; echo 'IdentityFile ~/.ssh/own' >.ssh/config;"
                    + " echo \"command=\\\"echo ecdsa\\\" $(cat .ssh/own.pub)\" >>.ssh/authorized_keys");
            assertThat(offered(sshd)).isEqualTo("ecdsa");
            assertThat(type(key())).isEqualTo("ecdsa");

            as("rm .ssh/config; ssh-keygen -q -p -P '' -N secret -f .ssh/id_rsa");
            assertThat(offered(sshd)).isEqualTo("ed25519");
            assertThat(type(key())).isEqualTo("ed25519");
            assertThat(key().unusable())
                    .hasValueSatisfying(path -> assertThat(path).endsWith("/.ssh/id_rsa"));
        }
    }

    private static String type(OwnKeyFact fact) {
        return fact.key().orElseThrow().type().replaceFirst("^ssh-", "").replaceFirst("^ecdsa-.*", "ecdsa");
    }

    private OwnKeyFact key() throws Exception {
        OwnKeyQuery query = new OwnKeyQuery("h", Account.named(account.name()));
        return query.parse(0, as(query.script()));
    }

    private String offered(SshServer sshd) throws Exception {
        return as("ssh -o BatchMode=yes -o StrictHostKeyChecking=no -p " + sshd.port() + " 127.0.0.1 true 2>/dev/null")
                .strip();
    }

    private String as(String script) throws Exception {
        CommandResult result =
                new LocalTransport("h", true).run(Command.script(script).as(Account.named(account.name())));
        assertThat(result.status()).as(script + result.errors()).isZero();
        return result.output();
    }

    private Step.RewriteFile rewrite(HomeFileFact seen, String text) {
        return new Step.RewriteFile(
                "h",
                account.name(),
                seen.path(),
                seen.text().map(ByteText::encode).map(Fingerprint::of),
                SecretText.plain(text),
                0600,
                "rewrite it");
    }

    private HomeFileFact seen(Path file) throws Exception {
        HomeFileQuery query = new HomeFileQuery("h", Account.named(account.name()), file.toString());
        CommandResult head =
                new LocalTransport("h", true).run(Command.script(query.script()).as(Account.named(account.name())));
        String first = head.output().substring(0, head.output().indexOf('\n') + 1);
        return query.parse(0, first + (Files.exists(file) ? ByteText.decode(Files.readAllBytes(file)) : ""));
    }

    private Path behindALink(String name, String target, byte[] content) throws Exception {
        Path file = account.home().resolve(target);
        write(file, content);
        return Files.createSymbolicLink(account.home().resolve(name), file);
    }

    private void write(Path file, byte[] content) throws Exception {
        Files.write(file, content);
        account.own(file);
    }

    private static TopologyReach reach() {
        Host host = new Host(
                "h",
                "127.0.0.1",
                Host.ConnectionKind.LOCAL,
                new Host.SshAccess(
                        Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Host.Become.SUDO),
                Optional.empty(),
                OptionalInt.empty(),
                List.of());
        return new TopologyReach(
                new Topology("t", Map.of(), Map.of(), Map.of("h", host), Map.of(), Map.of(), DriftPolicy.NONE),
                new Secrets(Map.of()),
                one -> new LocalTransport(one.name(), true));
    }
}
