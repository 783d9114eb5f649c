package io.jbarman.resource.grant;

import io.jbarman.facts.grant.Privilege;
import io.jbarman.facts.grant.Privilege.Execute;
import io.jbarman.facts.grant.Privilege.MemberOf;
import io.jbarman.pg.ServerVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a role that is no superuser has to be granted to take backups (Barman: "Pre-requisites", "Postgres users"). */
public final class BackupPrivileges {
    private static final List<Privilege> ALWAYS = List.of(
            new Execute("pg_switch_wal()"),
            new Execute("pg_create_restore_point(text)"),
            new MemberOf("pg_read_all_settings"),
            new MemberOf("pg_read_all_stats"));
    private static final List<Privilege> SINCE_15 = List.of(
            new Execute("pg_backup_start(text, boolean)"),
            new Execute("pg_backup_stop(boolean)"),
            new MemberOf("pg_checkpoint"));
    /** The functions were renamed, and the exclusive ones taken away, in 15. */
    private static final List<Privilege> BEFORE_15 = List.of(
            new Execute("pg_start_backup(text, boolean, boolean)"),
            new Execute("pg_stop_backup()"),
            new Execute("pg_stop_backup(boolean, boolean)"));

    private BackupPrivileges() {}

    /** All of them, each with the versions that it is for, in words. */
    static Map<Privilege, String> byVersions() {
        Map<Privilege, String> words = new LinkedHashMap<>();
        SINCE_15.forEach(privilege -> words.put(privilege, "granted from 15 on"));
        BEFORE_15.forEach(privilege -> words.put(privilege, "granted before 15"));
        ALWAYS.forEach(privilege -> words.put(privilege, "granted"));
        return words;
    }

    /** The privileges on a server of that version. */
    public static List<Privilege> of(ServerVersion version) {
        List<Privilege> privileges = new java.util.ArrayList<>(version.atLeast(15) ? SINCE_15 : BEFORE_15);
        privileges.addAll(version.atLeast(15) ? 2 : 3, ALWAYS);
        return List.copyOf(privileges);
    }
}
