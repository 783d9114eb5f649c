topology('site') {
    secret 'app_password', env('APP_PASSWORD')
    host('pghost') { address 'a' }
    postgres('pg') {
        host 'pghots'
        role('app') { password secret('ap_password') }
    }
}
