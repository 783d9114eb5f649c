package io.jbarman.facts.software;

/** Whether a host has rsync, where anybody finds it. */
public record RsyncQuery(String host) implements SoftwareQuery {
    private static final String SCRIPT = SoftwareFact.TOOL_SCRIPT + """
            p=$(command -v rsync) && echo "found $p"
            exit 0
            """;

    @Override
    public String name() {
        return "rsync of " + host;
    }

    @Override
    public String script() {
        return SCRIPT;
    }
}
