package io.jbarman.resource.grant;

import io.jbarman.facts.grant.ObjectGrants.Held;
import io.jbarman.facts.grant.ObjectGrants.Obj;
import io.jbarman.pg.GrantObject;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Sql;
import io.jbarman.topology.GrantDemand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is not as declared on an object, and the statements that mend it. */
record GrantStatements(GrantDemand wanted, ServerVersion version) {
    private static final int ROUTINES_SINCE = 11;

    /** The privileges in question. */
    List<String> privileges() {
        return wanted.privileges().contains(GrantObject.ALL) ? wanted.on().privileges(version) : wanted.privileges();
    }

    List<String> wrong(Obj object) {
        return privileges().stream()
                .filter(one -> isWrong(object.held(wanted.to(), one)))
                .toList();
    }

    private boolean isWrong(List<Held> held) {
        if (wanted.absent()) {
            return !held.isEmpty();
        }
        return held.isEmpty() || (wanted.grantOption() && held.stream().noneMatch(Held::grantable));
    }

    List<String> of(Obj object, List<String> privileges) {
        if (privileges.isEmpty()) {
            return List.of();
        }
        return wanted.absent() ? revoke(object, privileges) : List.of(grant(object, privileges));
    }

    private String grant(Obj object, List<String> privileges) {
        return prefix(object) + "GRANT " + list(object, privileges) + " ON " + place(object) + " TO " + grantee()
                + (wanted.grantOption() ? " WITH GRANT OPTION" : "");
    }

    /** A superuser revokes what the owner granted; what others granted, only they can. */
    private List<String> revoke(Obj object, List<String> privileges) {
        Map<String, List<String>> byGrantor = new LinkedHashMap<>();
        for (String privilege : privileges) {
            for (Held held : object.held(wanted.to(), privilege)) {
                byGrantor
                        .computeIfAbsent(held.grantor().orElse(object.owner()), any -> new ArrayList<>())
                        .add(privilege);
            }
        }
        return byGrantor.entrySet().stream()
                .map(one -> revoke(object, one.getKey(), one.getValue()))
                .toList();
    }

    private String revoke(Obj object, String grantor, List<String> privileges) {
        String statement =
                prefix(object) + "REVOKE " + list(object, privileges) + " ON " + place(object) + " FROM " + grantee();
        if (object.kind().isDefault() || grantor.equals(object.owner())) {
            return statement;
        }
        return "DO " + Sql.literal("BEGIN SET LOCAL ROLE " + Sql.identifier(grantor) + "; " + statement + "; END");
    }

    private static String list(Obj object, List<String> privileges) {
        String part = object.part().isEmpty() ? "" : " (" + object.part() + ")";
        return privileges.stream().map(one -> one + part).collect(Collectors.joining(", "));
    }

    private static String prefix(Obj object) {
        if (!object.kind().isDefault()) {
            return "";
        }
        return "ALTER DEFAULT PRIVILEGES FOR ROLE " + Sql.identifier(object.name())
                + (object.schema().isEmpty() ? "" : " IN SCHEMA " + Sql.identifier(object.schema())) + " ";
    }

    /** Procedures are no functions to GRANT, both are routines. */
    private String place(Obj object) {
        if (object.kind().isDefault()) {
            return object.kind().keyword();
        }
        boolean routine = object.kind() == GrantObject.FUNCTION && version.atLeast(ROUTINES_SINCE);
        return (routine ? "ROUTINE" : object.kind().keyword()) + " " + object.sql();
    }

    private String grantee() {
        return wanted.to().equals(GrantDemand.PUBLIC) ? "PUBLIC" : Sql.identifier(wanted.to());
    }
}
