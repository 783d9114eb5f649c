package io.jbarman.facts.software;

/** Whether a host has a Java that runs jbarman. No JVM is started to find out: its release file tells the version. */
public record JavaQuery(String host) implements SoftwareQuery {
    /** The oldest Java that runs jbarman. */
    public static final int OLDEST = 17;

    private static final String SCRIPT = SoftwareFact.TOOL_SCRIPT + """
            j=$(command -v java) || exit 0
            j=$(readlink -f "$j")
            v=$(sed -n 's/^JAVA_VERSION="\\([0-9]*\\).*/\\1/p' "${j%%/bin/java}/release" 2>/dev/null | head -n 1)
            [ "${v:-0}" -ge %d ] && echo "found Java $v, $j"
            exit 0
            """;

    @Override
    public String name() {
        return "Java of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(OLDEST);
    }
}
