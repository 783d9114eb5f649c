package io.jbarman.resource.slot;

import io.jbarman.pg.SlotName;
import io.jbarman.postgres.Sql;

/**
 * Drops a slot that somebody may use, and come back for: a standby is back within milliseconds, and between two statements
 * of ours it has the slot again. Hence one statement, in which the server itself ends the use and tries to drop
 * until it can. One that is gone by then is as wanted. What the server shows of slots is as it is at that moment, within
 * one transaction too; and a drop that is refused has written nothing.
 *
 * @param seconds after which it gives up, with who used the slot last and what to do
 */
record EndAndDrop(SlotName name, int seconds) {
    private static final int TURNS_PER_SECOND = 200;

    private static final String BLOCK = """
            DECLARE
              holder integer;
              last integer;
              ended integer := 0;
            BEGIN
              FOR turn IN 1..%1$s LOOP
                SELECT active_pid INTO holder FROM pg_catalog.pg_replication_slots WHERE slot_name = %2$s;
                IF NOT FOUND THEN
                  RETURN;
                END IF;
                IF holder IS NOT NULL THEN
                  PERFORM pg_catalog.pg_terminate_backend(holder);
                  IF holder IS DISTINCT FROM last THEN
                    last := holder;
                    ended := ended + 1;
                  END IF;
                END IF;
                BEGIN
                  PERFORM pg_catalog.pg_drop_replication_slot(%2$s);
                  RETURN;
                EXCEPTION
                  WHEN undefined_object THEN RETURN;
                  WHEN object_in_use THEN NULL;
                END;
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
                        Sql.literal(name.value()),
                        1.0 / TURNS_PER_SECOND,
                        Sql.literal("it is still in use after " + seconds + " seconds; sessions told to end: "),
                        Sql.literal("stop who comes back for it, such as a standby whose primary_slot_name is " + name
                                + " or a receiver, then run the command again")));
    }
}
