package io.jbarman.facts.software;

import io.jbarman.transport.ShellQuote;

/** Whether a package of the distribution is installed (dpkg-query(1), rpm(8)). */
public record PackageQuery(String host, String packageName) implements SoftwareQuery {
    private static final String SCRIPT = SoftwareFact.TOOL_SCRIPT + """
            p=%s
            if command -v dpkg-query >/dev/null 2>&1; then
              s=$(dpkg-query -W -f '${db:Status-Status} ${Version}' -- "$p" 2>/dev/null)
              case $s in 'installed '*) echo "found $p ${s#installed }" ;; esac
            elif command -v rpm >/dev/null 2>&1; then
              s=$(rpm -q -- "$p" 2>/dev/null) && echo "found $s"
            fi
            exit 0
            """;

    @Override
    public String name() {
        return "package " + packageName + " of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.replace("%s", ShellQuote.quote(packageName));
    }
}
