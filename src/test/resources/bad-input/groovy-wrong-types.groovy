topology('site') {
    host('pghost') { address(['a', 'b']); groups 'x' }
    postgres('pg') {
        host 'pghost'
        port 'five'
        version true
        settings 'work_mem'
        settings { work_mem a: 1 }
        role('app') { login 'perhaps'; connection_limit 1.5 }
    }
}
