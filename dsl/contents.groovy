// The twin of playbooks/contents.yml: roles, databases, extensions, grants and slots of a server.

topology('contents') {
    secret 'app_password', env('APP_PASSWORD')

    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') { address '10.0.0.1' }

    postgres('pg') {
        host 'pghost'

        role('readers') { login false; comment 'may read everything of the shop' }
        role('app_owner') { login false }
        role('app') {
            login true
            connection_limit 50
            valid_until '2030-01-01'
            password 'app_password'
            member_of readers: [admin: false], pg_monitor: null
            settings statement_timeout: '30s', log_min_duration_statement: [state: 'absent']
            in_database shop: [search_path: 'shop, public']
        }
        role('former') { state 'absent'; reassign_to 'app_owner' }

        database('shop') { owner 'app_owner'; encoding 'UTF8'; connection_limit 100 }
        extension('pg_stat_statements') { databases(['shop']) }

        grant('readers_connect') {
            to 'readers'
            on 'database'
            names(['shop'])
            privileges(['connect'])
        }
        grant('readers_read') {
            to 'readers'
            on 'table'
            names(['public.*'])
            database 'shop'
            privileges(['select'])
        }
        grant('readers_will_read') {
            to 'readers'
            on 'new-tables'
            created_by 'app_owner'
            names(['public'])
            database 'shop'
            privileges(['select'])
        }
        grant('app_switches') {
            to 'app'
            on 'function'
            names(['pg_catalog.pg_switch_wal()'])
            privileges(['execute'])
        }
        grant('nobody_else') {
            to 'public'
            on 'database'
            names(['shop'])
            privileges(['connect', 'temporary'])
            state 'absent'
        }

        slot('old_standby') { state 'absent' }
    }
}
