# Sourced by the benchmarks: medians of wall-clock times, printed beside their targets.

now_ms() { echo $(($(date +%s%N) / 1000000)); }

# median ROUNDS COMMAND... : prints the median wall-clock time in milliseconds.
median() {
    rounds=$1
    shift
    i=0
    while [ "$i" -lt "$rounds" ]; do
        begun=$(now_ms)
        "$@" >/dev/null || return 1
        echo $(($(now_ms) - begun))
        i=$((i + 1))
    done | sort -n | sed -n "$(((rounds + 1) / 2))p"
}

# beside WHAT TARGET FIGURE UNIT : one line of the table.
beside() {
    verdict=met
    [ "$3" -le "$2" ] || verdict=MISSED
    printf '%-44s target <= %6s %-10s measured %6s   %s\n' "$1" "$2" "$4" "$3" "$verdict"
}

machine() {
    printf 'machine: %s cores, %s, %s, load %s\n' "$(nproc)" \
        "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
        "$(java -version 2>&1 | sed -n '2s/OpenJDK Runtime Environment //p')" "$(cut -d' ' -f1 /proc/loadavg)"
}
