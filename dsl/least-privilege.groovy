// The twin of playbooks/least-privilege.yml: everybody gets what they need and no more.

topology('least-privilege') {
    ['barman', 'streaming', 'shop', 'report'].each { who ->
        secret "${who}_password", env("${who.toUpperCase()}_PASSWORD")
    }

    // An ordinary account that may become others by sudo; nobody logs in as root.
    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') { address '10.0.0.1' }
    host('barmanhost') { address '10.0.0.9'; connection 'local' }

    postgres('pg') {
        host 'pghost'
        // Barman is let in with a SCRAM password, over TLS only. The server needs ssl = on for that.
        hba_type 'hostssl'
        hba_method 'scram-sha-256'

        // Owns the objects and cannot log in.
        role('shop_owner') { login false }
        // What may be read hangs on a role without a password.
        role('shop_readers') { login false }
        role('shop') {
            login true
            password secret('shop_password')
            superuser false
            createdb false
            createrole false
            replication false
            bypassrls false
            connection_limit 40
            settings statement_timeout: '30s', idle_in_transaction_session_timeout: '1min'
        }
        role('report') {
            login true
            password secret('report_password')
            connection_limit 3
            valid_until '2030-01-01'
            member_of shop_readers: null
            settings default_transaction_read_only: 'on'
        }

        database('shop') { owner 'shop_owner' }

        // What PostgreSQL lets everybody do: not here.
        grant('nobody_by_default') {
            to 'public'; on 'database'; names(['shop']); privileges(['connect', 'temporary']); state 'absent'
        }
        grant('nobody_creates') {
            to 'public'; on 'schema'; names(['public']); database 'shop'; privileges(['create']); state 'absent'
        }
        // Two groups of people, one rule.
        [shop_connects: 'shop', readers_connect: 'shop_readers'].each { rule, who ->
            grant(rule) { to who; on 'database'; names(['shop']); privileges(['connect']) }
        }
        [shop_uses: 'shop', readers_use: 'shop_readers'].each { rule, who ->
            grant(rule) { to who; on 'schema'; names(['public']); database 'shop'; privileges(['usage']) }
        }
        // On what the owner is still to create.
        def rights = [shop_will_work: ['select', 'insert', 'update', 'delete'], readers_will_read: ['select']]
        [shop_will_work: 'shop', readers_will_read: 'shop_readers'].each { rule, who ->
            grant(rule) {
                to who
                on 'new-tables'
                created_by 'shop_owner'
                names(['public'])
                database 'shop'
                privileges rights[rule]
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
