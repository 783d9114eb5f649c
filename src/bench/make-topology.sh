#!/bin/sh
# make-topology.sh [N]: prints a topology of N PostgreSQL servers (50) with one barmanhost.
set -eu
count=${1:-50}

cat <<END
version: 1
name: bench
vars:
  archive_home: /var/lib/barman
secrets:
  barman_password: { env: BARMAN_PASSWORD }
  streaming_password: { env: STREAMING_PASSWORD }
defaults:
  ssh: { user: ops, become: sudo }
hosts:
  barmanhost: { address: 10.1.0.1, connection: local }
END
n=1
while [ "$n" -le "$count" ]; do
    printf '  pghost%d: { address: 10.0.%d.%d }\n' "$n" $((n / 250)) $((n % 250 + 1))
    n=$((n + 1))
done
echo postgres:
n=1
while [ "$n" -le "$count" ]; do
    cat <<END
  pg$n:
    host: pghost$n
    restart: when-needed
    settings:
      max_wal_senders: { at_least: 10 }
END
    n=$((n + 1))
done
cat <<END
barman:
  backup:
    host: barmanhost
    home: "{{ archive_home }}"
    servers:
END
n=1
while [ "$n" -le "$count" ]; do
    cat <<END
      pg$n:
        conninfo: { role: barman, password: barman_password, dbname: postgres }
        streaming_conninfo: { role: streaming_barman, password: streaming_password }
        streaming_archiver: true
        slot_name: barman
        compression: gzip
        retention_policy: RECOVERY WINDOW OF 7 DAYS
END
    n=$((n + 1))
done
