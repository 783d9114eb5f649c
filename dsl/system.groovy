// The twin of playbooks/system.yml: what a host's operating system is to have.

topology('system') {
    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') {
        address '10.0.0.1'
        system {
            packages('cron')
            group('dba') { gid 900 }
            user('clerk') { group 'dba'; groups(['adm']); shell '/bin/bash'; comment 'the night shift' }
            user('leaver') { state 'absent' }
            file('/srv/wal') { state 'directory'; owner 'clerk'; group 'dba'; mode '0750' }
            file('/etc/motd') { content 'Mind the archive.\n'; mode '0644' }
            file('/etc/ssh/sshd_config') { mode '0600' }
            file('/etc/cron.d/old') { state 'absent' }
            service('cron') { state 'started'; enabled true }
            cron('vacuum') { user 'postgres'; schedule '0 3 * * 0'; job 'vacuumdb --all --analyze --quiet' }
            timer('reports') { user 'clerk'; on_calendar 'Mon..Fri 06:30'; argv(['/usr/local/bin/report', '--daily']); writable(['/srv/wal']) }
        }
    }
}
