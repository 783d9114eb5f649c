# Sourced by the benchmarks of put-wal and get-wal: one sshd on loopback; a key that leads to Barman's own programs, and
# one with jbarman's forced command; a runtime and a Barman with a home each. Everything is below $site and goes at exit.
# NEWER=1: the peer is the Barman of a newer Debian, run by this one's Python.

need() {
    for program in "$@"; do
        command -v "$program" >/dev/null || {
            echo "error: no $program" >&2
            echo '  hint: on Debian 12: apt-get install openssh-server barman barman-cli socat perl' >&2
            exit 1
        }
    done
}

open_site() {
    PATH=$PATH:/usr/sbin
    need sshd barman barman-wal-archive barman-wal-restore perl
    launcher=$(cd "$here/.." && pwd)/jbarman
    "$launcher" --version >/dev/null
    site=$(mktemp -d /tmp/jbwal.XXXXXX)
    trap close_site EXIT
    trap 'exit 130' INT TERM
    user=$(id -un)
    configure "$site/ours" "$1"
    configure "$site/peer" "$1"
    sed "s#{{ launcher }}#$launcher#; s#{{ config }}#$site/ours/barman.conf#; s#{{ socket }}#$site/ours/home/.jbarman/wal.sock#" \
        "$here/../templates/barman-shim" >"$site/barman"
    sed "s#{{ shim }}#$site/barman#" "$here/../templates/ssh-dispatch" >"$site/ssh-dispatch"
    chmod 755 "$site/barman" "$site/ssh-dispatch"
    mkdir "$site/bin-peer" "$site/bin-ours" "$site/bin-there"
    [ -z "${NEWER:-}" ] || newer_barman
    start_sshd
    "$launcher" --config "$site/ours/barman.conf" runtime start >/dev/null
    mkdir -p "$site/data/global"
    make_base
    dd if="$site/base" bs=1 skip=24 count=8 of="$site/data/global/pg_control" 2>/dev/null
}

# One segment that pgbench has made a server write.
make_base() {
    programs=/usr/lib/postgresql/15/bin
    [ -x "$programs/pgbench" ] || {
        echo "error: no $programs/pgbench" >&2
        echo '  hint: on Debian 12: apt-get install postgresql-15' >&2
        exit 1
    }
    cluster=$(mktemp -d /tmp/jbpgb.XXXXXX)
    [ "$(id -u)" != 0 ] || chown postgres "$cluster"
    by_server initdb -D "$cluster/data" -A trust -U bench >/dev/null
    by_server pg_ctl -w -D "$cluster/data" -l "$cluster/log" -o "-c listen_addresses='' -c unix_socket_directories='$cluster' \
        -c max_wal_size=256MB -c wal_keep_size=4GB -c synchronous_commit=off" start >/dev/null
    pgbench_there -i -q -s 20 && pgbench_there -N -n -c 4 -T 15
    by_server pg_ctl -w -D "$cluster/data" stop >/dev/null
    # Neither the one that was being written nor those that are ready for it.
    last=$(find "$cluster/data/pg_wal" -maxdepth 1 -type f -newer "$cluster/data/PG_VERSION" -name '????????????????????????' |
        sort | while read -r file; do [ "$(od -An -N2 -tx2 "$file" | tr -d ' ')" != d110 ] || echo "$file"; done | tail -n 3 | head -n 1)
    cp "$last" "$site/base"
    rm -rf "$cluster"
}

by_server() {
    program=$programs/$1
    shift
    if [ "$(id -u)" = 0 ]; then
        (cd "$cluster" && exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$program" "$@")
    else
        "$program" "$@"
    fi
}

pgbench_there() { "$programs/pgbench" -h "$cluster" -U bench "$@" postgres >/dev/null 2>&1; }

# In its own Debian each call would pay for a namespace and its mounts.
newer_barman() {
    debian=$("$here/newer-debian" forky barman)
    mkdir "$site/python"
    cp -r "$debian"/usr/lib/python3/dist-packages/barman* "$site/python/"
    for program in there/barman:barman.cli peer/barman-wal-archive:barman.clients.walarchive peer/barman-wal-restore:barman.clients.walrestore; do
        printf '#!/bin/sh\nPYTHONPATH=%s exec /usr/bin/python3 -c "import sys; sys.argv[0] = \"%s\"; from %s import main; sys.exit(main())" "$@"\n' \
            "$site/python" "$(basename "${program%:*}")" "${program#*:}" >"$site/bin-${program%:*}"
        chmod 755 "$site/bin-${program%:*}"
    done
}

# The version of the peer's Barman, of the one behind sshd.
peer_version() { as peer ssh -p "$port" "$user@127.0.0.1" barman --version | head -n 1 | cut -d' ' -f1; }

configure() {
    mkdir -p "$1/conf.d" "$1/home"
    cat >"$1/barman.conf" <<EOF
[barman]
barman_home = $1/home
barman_user = $user
configuration_files_directory = $1/conf.d
log_file = $1/barman.log
EOF
    cat >"$1/conf.d/pg.conf" <<EOF
[pg]
conninfo = host=127.0.0.1 port=1 user=nobody dbname=postgres
archiver = on
backup_method = postgres
streaming_conninfo = host=127.0.0.1 port=1 user=nobody
$2
EOF
}

start_sshd() {
    port=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport')
    for key in host peer ours; do ssh-keygen -q -t ed25519 -N '' -f "$site/$key.key"; done
    {
        cat "$site/peer.key.pub"
        echo "restrict,command=\"$site/ssh-dispatch pg=$site/ours/home/pg/incoming\" $(cat "$site/ours.key.pub")"
    } >"$site/authorized_keys"
    echo "[127.0.0.1]:$port $(cat "$site/host.key.pub")" >"$site/known_hosts"
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    # As in a shell below another one: bash then leaves the account's .bashrc alone, which may be slower than all else.
    "$(command -v sshd)" -D -o "SetEnv=SHLVL=1 PATH=$site/bin-there:$PATH" -p "$port" -f /dev/null -h "$site/host.key" -o ListenAddress=127.0.0.1 -o PidFile=none \
        -o StrictModes=no -o "AuthorizedKeysFile=$site/authorized_keys" -o PermitRootLogin=prohibit-password \
        -o MaxStartups=100 -o UsePAM="$([ "$(id -u)" = 0 ] && echo yes || echo no)" 2>"$site/sshd.log" &
    sshd=$!
    over tcp
    until as peer ssh -p "$port" "$user@127.0.0.1" true 2>/dev/null; do kill -0 "$sshd" && sleep 0.2; done
}

# over tcp|pipes: how the ssh of both talks to sshd from now on. Over pipes no network is in between, nor the buffers that
# sshd makes when a network brings more than the program behind it takes.
over() {
    [ "$1" = tcp ] || cat >"$site/sshd_config" <<EOF
HostKey $site/host.key
AuthorizedKeysFile $site/authorized_keys
StrictModes no
PermitRootLogin prohibit-password
UsePAM $([ "$(id -u)" = 0 ] && echo yes || echo no)
SetEnv SHLVL=1 PATH=$site/bin-there:$PATH
EOF
    for key in peer ours; do
        {
            printf '#!/bin/sh\nexec %s -F none -i %s -o IdentitiesOnly=yes -o UserKnownHostsFile=%s ' \
                "$(command -v ssh)" "$site/$key.key" "$site/known_hosts"
            [ "$1" = tcp ] || printf "'-oProxyCommand=%s -i -f %s' " "$(command -v sshd)" "$site/sshd_config"
            printf '"$@"\n'
        } >"$site/bin-$key/ssh"
        chmod 755 "$site/bin-$key/ssh"
    done
}

# as KEY COMMAND...: with the ssh that logs in by that key.
as() {
    key=$1
    shift
    (PATH=$site/bin-$key:$PATH && export PATH && exec "$@")
}

# The name and the file of the n-th segment, 16 MB: that of pgbench with the addresses that its pages have there.
make_segment() {
    segment=$(printf '0000000100000000%08X' "$1")
    [ -e "$site/data/$segment" ] || perl -e '
        my ($n, $base) = @ARGV;
        open(my $file, "<:raw", $base) or die; read($file, my $bytes, 1 << 24);
        substr($bytes, $_ * 8192 + 8, 8) = pack("Q<", ($n << 24) + $_ * 8192) for 0 .. 2047;
        print $bytes;' "$1" "$site/base" >"$site/data/$segment"
}

elapsed() {
    begun=$(date +%s%N)
    "$@" >/dev/null || { echo "error: failed: $*" >&2; exit 1; }
    echo $((($(date +%s%N) - begun) / 1000000))
}

middle() { sort -n "$1" | sed -n "$((($(wc -l <"$1") + 1) / 2))p"; }

close_site() {
    "$launcher" --config "$site/ours/barman.conf" runtime stop >/dev/null 2>&1 || :
    kill "$sshd" 2>/dev/null || :
    rm -rf "$site"
}
