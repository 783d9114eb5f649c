package io.jbarman.compile;

import io.jbarman.pg.RoleAttribute;
import io.jbarman.resource.Before;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RoleDemand.Membership;
import io.jbarman.topology.RoleDemand.OwnSetting;
import io.jbarman.topology.RoleDemand.Removal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A role as it was, read from the differences that were recorded when it was changed. Its password cannot be read. */
final class RoleBefore {
    private static final String NOTHING = "(none)";
    private static final String MEMBER_OF = "member of ";
    private static final String SETTING = "setting ";
    private static final Pattern OPTION = Pattern.compile("(admin|inherit|set) (true|false)");

    private RoleBefore() {}

    /** That there was none. */
    static RoleDemand gone(String name) {
        return RoleDemand.absent(name, new Removal(Optional.empty()));
    }

    /** Empty if nothing was changed that can be put back. */
    static Optional<RoleDemand> of(String name, Before before) {
        RoleDemand demand = new RoleDemand(
                name,
                attributes(before),
                before.of("connection limit").map(Integer::valueOf),
                before.of("valid until"),
                Optional.empty(),
                memberships(before),
                own(before, Optional.empty()),
                before.of("comment").map(RoleBefore::text),
                Optional.empty());
        return demand.equals(RoleDemand.only(name, List.of())) ? Optional.empty() : Optional.of(demand);
    }

    /** The same of its settings in one database. */
    static Optional<RoleDemand> settings(String name, Optional<String> database, Before before) {
        List<OwnSetting> own = own(before, database);
        return own.isEmpty() ? Optional.empty() : Optional.of(RoleDemand.only(name, own));
    }

    /** What a comment was. */
    static String text(String recorded) {
        return recorded.equals(NOTHING) ? "" : recorded;
    }

    private static Map<RoleAttribute, Boolean> attributes(Before before) {
        Map<RoleAttribute, Boolean> attributes = new LinkedHashMap<>();
        Arrays.stream(RoleAttribute.values())
                .forEach(attribute ->
                        before.of(attribute.word()).ifPresent(word -> attributes.put(attribute, word.equals("true"))));
        return attributes;
    }

    private static Map<String, Membership> memberships(Before before) {
        Map<String, Membership> memberships = new LinkedHashMap<>();
        before.changed().forEach((attribute, was) -> {
            if (attribute.startsWith(MEMBER_OF)) {
                memberships.put(attribute.substring(MEMBER_OF.length()), membership(was));
            }
        });
        return memberships;
    }

    private static Membership membership(String was) {
        Map<String, Boolean> options = new LinkedHashMap<>();
        OPTION.matcher(was)
                .results()
                .forEach(one -> options.put(one.group(1), one.group(2).equals("true")));
        return new Membership(
                was.equals("no"),
                Optional.ofNullable(options.get("admin")),
                Optional.ofNullable(options.get("inherit")),
                Optional.ofNullable(options.get("set")));
    }

    /** In its own database a setting that the role did not have was recorded as nothing if the role was new. */
    private static List<OwnSetting> own(Before before, Optional<String> database) {
        List<OwnSetting> own = new ArrayList<>();
        before.changed().forEach((attribute, was) -> {
            if (attribute.startsWith(SETTING)) {
                own.add(new OwnSetting(
                        database,
                        attribute.substring(SETTING.length()),
                        Optional.of(was).filter(value -> !value.equals(NOTHING))));
            }
        });
        return own;
    }
}
