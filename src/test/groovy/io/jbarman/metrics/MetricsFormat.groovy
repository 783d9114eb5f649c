package io.jbarman.metrics

/** What promtool would say of a page in Prometheus' text format (Prometheus: "Exposition formats"). */
class MetricsFormat {
    private static final NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
    private static final LABEL = /[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"/
    private static final SAMPLE = ~/($NAME)(?:\{($LABEL(?:,$LABEL)*)?\})? ([-+]?(?:[0-9.]+(?:E[-+]?[0-9]+)?|Inf)|NaN)/

    static List<String> problems(String page) {
        def problems = []
        def types = [:]
        def helps = [] as Set
        def series = [] as Set
        if (!page.endsWith('\n')) {
            problems << 'no end of the last line'
        }
        page.readLines().each { line ->
            def about = line =~ /# (HELP|TYPE) ($NAME) (.+)/
            if (about.matches()) {
                about.group(1) == 'HELP' ? helps << about.group(2) : types.put(about.group(2), about.group(3))
                return
            }
            def sample = SAMPLE.matcher(line)
            if (!sample.matches()) {
                problems << "no sample: $line".toString()
                return
            }
            def name = sample.group(1)
            if (!series.add(line.substring(0, line.lastIndexOf(' ')))) {
                problems << "twice: $line".toString()
            }
            if (!types[name] || !helps.contains(name)) {
                problems << "no type or help: $name".toString()
            }
            if ((types[name] == 'counter') != name.endsWith('_total')) {
                problems << "a counter ends with _total: $name".toString()
            }
        }
        problems
    }
}
