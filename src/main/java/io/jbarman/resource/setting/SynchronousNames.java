package io.jbarman.resource.setting;

import io.jbarman.facts.server.WalSender;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names in synchronous_standby_names (PostgreSQL: "Replication"). From the moment it is set commits wait for them, so
 * before that as many as are asked for have to stream. Pure.
 */
public final class SynchronousNames {
    private static final Pattern COUNTED =
            Pattern.compile("\\s*(?:(?:FIRST|ANY)\\s+)?(\\d+)\\s*\\((.*)\\)\\s*", Pattern.CASE_INSENSITIVE);

    private static final int SECONDS = 60;
    private static final String COMMIT = "synchronous_commit";
    private static final String REMOTE_APPLY = "remote_apply";

    private SynchronousNames() {}

    private record Asked(int needed, List<String> names) {
        static Asked of(String value) {
            Matcher counted = COUNTED.matcher(value);
            return new Asked(
                    counted.matches() ? Integer.parseInt(counted.group(1)) : 1,
                    Arrays.stream((counted.matches() ? counted.group(2) : value).split(",", -1))
                            .map(name -> name.strip().replace("\"", ""))
                            .toList());
        }

        boolean isFor(String name) {
            return names.stream().anyMatch(one -> one.equals("*") || one.equalsIgnoreCase(name));
        }
    }

    /**
     * Whether commits that go on now would wait once that one has gone.
     *
     * @param value of synchronous_standby_names, as it runs
     * @param leaving its application_name
     */
    public static boolean waitWithout(String value, List<WalSender> senders, String leaving) {
        if (value.isBlank()) {
            return false;
        }
        Asked asked = Asked.of(value);
        List<String> streaming = senders.stream()
                .filter(sender -> sender.state().filter("streaming"::equals).isPresent())
                .flatMap(sender -> sender.applicationName().stream())
                .filter(asked::isFor)
                .toList();
        long others = streaming.stream()
                .filter(name -> !name.equalsIgnoreCase(leaving))
                .count();
        return streaming.size() >= asked.needed() && others < asked.needed();
    }

    /** The wait that comes before setting it; empty for any other setting, and for one that asks for nobody. */
    static Optional<Step> await(String server, String setting, String value) {
        if (!setting.equals(SettingResource.SYNCHRONOUS) || value.isBlank()) {
            return Optional.empty();
        }
        Asked asked = Asked.of(value);
        int needed = asked.needed();
        List<String> names = asked.names();
        String any = names.contains("*")
                ? ""
                : " AND lower(application_name) IN ("
                        + names.stream()
                                .map(name -> Sql.literal(name.toLowerCase(java.util.Locale.ROOT)))
                                .collect(Collectors.joining(", "))
                        + ")";
        return Optional.of(new Step.AwaitSql(
                server,
                "SELECT count(*) >= " + needed + " AS enough FROM pg_catalog.pg_stat_replication WHERE state ="
                        + " 'streaming'" + any,
                SECONDS,
                "see that " + needed + " of " + String.join(", ", names) + " stream from " + server
                        + ", else every commit would wait"));
    }

    /** Who asks that a standby applies what is committed, which a receiver of WAL never does. */
    static List<Note> notes(ResourceId id, SettingState observed) {
        List<Note> notes = new ArrayList<>();
        observed.files()
                .winner(COMMIT)
                .filter(line -> line.value().equalsIgnoreCase(REMOTE_APPLY))
                .ifPresent(line -> notes.add(note(id, line.place(), "Set " + COMMIT + " to on there.")));
        observed.ownValues().stream()
                .filter(own -> own.name().equals(COMMIT) && own.value().equalsIgnoreCase(REMOTE_APPLY))
                .forEach(own -> notes.add(note(id, own.whose(), own.reset() + " if that is not meant.")));
        return notes;
    }

    private static Note note(ResourceId id, String who, String remedy) {
        return new Note(
                id,
                who + " has " + COMMIT + " = " + REMOTE_APPLY
                        + ": where a receiver of WAL is the synchronous standby, such a commit waits for ever, since it"
                        + " applies nothing",
                remedy);
    }
}
