package io.jbarman.resource.slot;

import io.jbarman.facts.slot.Slot;
import io.jbarman.postgres.Sql;

/**
 * Drops a slot that somebody may use, and come back for: a standby is back within milliseconds, and between two statements
 * of ours it has the slot again. Hence one statement, in which the server itself tries to drop and ends the use
 * until it can. Nobody is ended for a drop that is refused anyway, or that does without. One that is gone by then is as wanted;
 * one of another type was made anew, and is not what was planned for. What the server shows of slots is as it is at that
 * moment, within one transaction too; and a drop that is refused has written nothing.
 *
 * @param slot as it was when the plan was made
 * @param seconds after which it gives up, with who used the slot last and what to do
 */
record EndAndDrop(Slot slot, int seconds) {
    private static final int TURNS_PER_SECOND = 200;

    private static final String BLOCK = """
            DECLARE
              kind text;
              holder integer;
              last integer;
              ended integer := 0;
            BEGIN
              FOR turn IN 1..%1$s LOOP
                SELECT slot_type INTO kind FROM pg_catalog.pg_replication_slots WHERE slot_name = %2$s;
                IF NOT FOUND THEN
                  RETURN;
                END IF;
                IF kind <> %6$s THEN
                  RAISE EXCEPTION USING
                    ERRCODE = 'object_not_in_prerequisite_state',
                    MESSAGE = %7$s || kind,
                    HINT = %8$s;
                END IF;
                BEGIN
                  PERFORM pg_catalog.pg_drop_replication_slot(%2$s);
                  RETURN;
                EXCEPTION
                  WHEN undefined_object THEN RETURN;
                  WHEN object_in_use THEN NULL;
                END;
                SELECT active_pid INTO holder FROM pg_catalog.pg_replication_slots
                  WHERE slot_name = %2$s AND slot_type = %6$s;
                IF holder IS NOT NULL THEN
                  PERFORM pg_catalog.pg_terminate_backend(holder);
                  IF holder IS DISTINCT FROM last THEN
                    last := holder;
                    ended := ended + 1;
                  END IF;
                END IF;
                PERFORM pg_catalog.pg_sleep(%3$s);
              END LOOP;
              RAISE EXCEPTION USING
                ERRCODE = 'object_in_use',
                MESSAGE = pg_catalog.concat(%4$s, ended, ', the last of them ', coalesce(
                  (SELECT pg_catalog.concat(coalesce(nullif(application_name, ''), 'somebody'), ' (role ', usename,
                     ', ' || pg_catalog.host(client_addr), ', process ', pid, ')')
                   FROM pg_catalog.pg_stat_activity WHERE pid = last),
                  pg_catalog.concat('process ', last))),
                HINT = %5$s;
            END""";

    String sql() {
        return "DO "
                + Sql.literal(BLOCK.formatted(
                        seconds * TURNS_PER_SECOND,
                        Sql.literal(slot.name()),
                        1.0 / TURNS_PER_SECOND,
                        Sql.literal("it is still in use after " + seconds + " seconds; sessions told to end: "),
                        Sql.literal("stop who comes back for it, such as a standby whose primary_slot_name is "
                                + slot.name() + " or a receiver, then run the command again"),
                        Sql.literal(slot.type()),
                        Sql.literal("it was " + slot.type()
                                + " when this was planned, and somebody has made it anew: it is "),
                        Sql.literal("see who uses it now, then plan again")));
    }
}
