// The twin of playbooks/house-rules.yml: plays, that is tasks for hosts. Files are those beside it.

topology('house-rules') {
    vars team: 'the database team', environment: 'production'
    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') { address '10.0.0.1' }

    postgres('pg') { host 'pghost' }

    play('House rules') {
        hosts 'pg*'
        tags(['house'])
        vars slow: '500ms', rules: ['Mind the archive.', 'Ask before you restart.']

        task('Log slow statements') {
            postgres_setting server: 'pg', name: 'log_min_duration_statement', value: '{{ slow }}'
        }
        task('Know how much the system caches') {
            postgres_setting name: 'effective_cache_size', value: '{{ host.facts.memory_mb / 2 }}MB'
        }
        task('A role for reports') {
            postgres_role {
                name 'reports'
                login false
                member_of 'pg_read_all_settings'
            }
        }
        task('Who reports may connect') {
            postgres_hba databases: 'postgres', users: '+reports', source: ['10.0.1.0/24', 'report.example']
        }
        task('The night shift may log in') {
            tags(['keys'])
            authorized_key {
                user 'ops'
                key 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHxMUrIhBVOhIpPF1g86uW2301AmxH8oW1upm2UeTg7d night-shift'
                key_options 'from="10.0.1.0/24"'
            }
        }
        task('The report host is known') {
            tags(['keys'])
            known_hosts {
                user 'ops'
                name 'report.example'
                key 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJK9qFYq445841uk+2Bbh7d+/zjC1cKvuatssNN0POEu'
            }
        }
        task('Message of the day') {
            tags(['motd'])
            when "host.facts.os.family == 'debian'"
            template src: '../playbooks/templates/motd.peb', dest: '/etc/motd', mode: '0644'
            notify 'Tell the team'
        }
        task('Directories and their keeper', import_tasks: '../playbooks/tasks/reports.yml')
        task('Old reports go') {
            tags(['night'])
            when "environment == 'production'"
            cron {
                name 'old-reports'
                user 'postgres'
                schedule '0 4 * * *'
                job 'find /srv/reports -mtime +30 -delete'
            }
        }

        handler('Tell the team') {
            command argv: ['/usr/bin/logger', '-t', 'house-rules', 'the message of the day has changed']
        }
    }
}
