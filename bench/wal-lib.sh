# Sourced by the benchmarks of receiving: a PostgreSQL 15 of its own, on 127.0.0.1, gone at the end.

programs=/usr/lib/postgresql/15/bin
[ -x "$programs/pg_receivewal" ] && [ -x "$programs/pgbench" ] || {
    echo 'error: no PostgreSQL 15 with pg_receivewal and pgbench to run beside' >&2
    echo '  hint: on Debian 12: apt-get install postgresql-15' >&2
    exit 1
}
# NEWER=1 : beside the pg_receivewal of 18, from a newer Debian.
pg_receivewal=$programs/pg_receivewal
[ -z "${NEWER:-}" ] ||
    pg_receivewal="$here/in-newer-debian forky postgresql-client-18 /usr/lib/postgresql/18/bin/pg_receivewal"
work=$(mktemp -d)
chmod 711 "$work"
receiver=

as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

finish() {
    [ -z "$receiver" ] || kill "$receiver" 2>/dev/null || :
    for data in "$work"/*/data; do
        [ ! -f "$data/postmaster.pid" ] || as_server "$programs/pg_ctl" -D "$data" -m immediate stop >/dev/null 2>&1 || :
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# new_server NAME PORT : makes one, not started.
new_server() {
    mkdir "$work/$1"
    [ "$(id -u)" != 0 ] || chown postgres "$work/$1"
    as_server "$programs/initdb" --no-sync -A trust -U postgres -D "$work/$1/data" >/dev/null
    settings "$1" "$2"
}

settings() {
    cat >>"$work/$1/data/postgresql.conf" <<CONF
port = $2
listen_addresses = '127.0.0.1'
unix_socket_directories = '$work/$1'
max_wal_senders = 10
wal_keep_size = '1GB'
CONF
}

start_server() { as_server "$programs/pg_ctl" -D "$work/$1/data" -l "$work/$1/log" -w start >/dev/null; }
stop_server() { as_server "$programs/pg_ctl" -D "$work/$1/data" -w -m fast stop >/dev/null; }

# ask PORT SQL
ask() { "$programs/psql" -h 127.0.0.1 -p "$1" -U postgres -qAtX -c "$2" postgres; }

# until_says PORT SQL ANSWER : polls; gives up after a minute.
until_says() {
    tries=0
    while [ "$(ask "$1" "$2" 2>/dev/null)" != "$3" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 6000 ] || { echo "error: waited in vain for: $2" >&2; exit 1; }
        sleep 0.01
    done
}

# receive_by WHO PORT OPTIONS... : starts a receiver into a new directory; its process is $receiver.
receive_by() {
    who=$1
    port=$2
    shift 2
    rm -rf "$work/wal"
    mkdir "$work/wal"
    case $who in
    jbarman) "$here/../jbarman" pg_receivewal -h 127.0.0.1 -p "$port" -U postgres -D "$work/wal" "$@" 2>>"$work/receiver.log" & ;;
    # shellcheck disable=SC2086 # the command is words
    *) $pg_receivewal -h 127.0.0.1 -p "$port" -U postgres -D "$work/wal" "$@" 2>>"$work/receiver.log" & ;;
    esac
    receiver=$!
}

end_receiver() {
    kill "$receiver"
    # The shell would say that it was killed: pg_receivewal before 16 knows no SIGTERM.
    wait "$receiver" 2>/dev/null || :
    receiver=
}

median_of() { sort -n "$1" | sed -n "$((($(wc -l <"$1") + 1) / 2))p"; }
