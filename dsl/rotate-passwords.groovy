// The twin of playbooks/rotate-passwords.yml, which says how a password is rotated.

topology('rotate-passwords') {
    secret 'barman_password', age('rotate-passwords.age')
    secret 'streaming_password', age('rotate-passwords.age')
    // Secrets may live in different places: these in a password store ...
    secret 'shop_a_password', command(['pass', 'show', 'shop/a'])
    secret 'shop_b_password', command(['pass', 'show', 'shop/b'])
    // ... and this one in somebody's head.
    secret 'admin_password', prompt('password of admin')

    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') { address '10.0.0.1' }
    host('barmanhost') { address '10.0.0.9'; connection 'local' }

    postgres('pg') {
        host 'pghost'
        role('admin') { login true; createrole true; password secret('admin_password') }
        // Two logins with the rights of one role: one works while the other's password changes.
        role('shop') { login false }
        [a: '2030-01-01', b: '2030-07-01'].each { login_name, end ->
            role("shop_$login_name") {
                login true
                password secret("shop_${login_name}_password")
                valid_until end
                member_of shop: null
            }
        }
    }

    barman('backup') {
        host 'barmanhost'
        home '/var/lib/barman'
        server('pg') {
            conninfo role: 'barman', password: secret('barman_password'), dbname: 'postgres'
            streaming_conninfo role: 'streaming_barman', password: secret('streaming_password')
            streaming_archiver true
            slot_name 'barman'
        }
    }
}
