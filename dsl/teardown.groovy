// The twin of playbooks/teardown.yml: what is to go, said as plainly as what is to be.

topology('teardown') {
    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') { address '10.0.0.1' }

    postgres('pg') {
        host 'pghost'
        // Refused while anybody is connected.
        database('old_shop') { state 'absent' }
        // What it owns goes to another role first.
        role('former') { state 'absent'; reassign_to 'keeper' }
        role('keeper') { login false }
        // A membership and settings go without the role.
        role('clerk') {
            member_of pg_monitor: [state: 'absent']
            settings work_mem: [state: 'absent']
        }
        grant('no_more_temp') {
            to 'clerk'; on 'database'; names(['postgres']); privileges(['temporary']); state 'absent'
        }
        extension('pg_stat_statements') { state 'absent' }
        // A slot that nobody uses keeps WAL until the disk is full.
        slot('old_standby') { state 'absent' }
    }
}
