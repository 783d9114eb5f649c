package io.jbarman.config

import spock.lang.Specification

class RedactionSpec extends Specification {
    def "what people see of #name = #value"() {
        expect:
        Redaction.ofOption(name, value) == shown
        Redaction.isTelling(name, value) == (shown != value)
        Redaction.ofFile("[pg]\n$name = $value\n") == "[pg]\n$name = $shown\n"

        where:
        name                            | value                                      || shown
        'conninfo'                      | 'host=a user=b'                            || value
        'conninfo'                      | "host=a password='a b' user=c"             || 'host=a password=******** user=c'
        'wal_conninfo'                  | 'postgres://u:canary@h/d'                  || 'postgres://u:********@h/d'
        'aws_sse_customer_key'          | 'canary'                                   || '********'
        'encryption_passphrase_command' | 'cat /run/canary'                          || '********'
        'pre_backup_script'             | '/usr/local/bin/tell --password canary'    || '********'
        'ssh_command'                   | 'sshpass -p canary ssh postgres@pg'        || '********'
        'post_archive_script'           | 'curl -H "Authorization: Bearer canary"'   || '********'
        'ssh_command'                   | 'ssh -p 22 postgres@pg'                    || value
        'slot_name'                     | 'tokens'                                   || value
    }

    def "a file that is one long secret is masked as well"() {
        expect:
        Redaction.ofFile('password: |\n' + '  canary\n' * 20_000 + '  canary') == 'password: ********'
        Redaction.ofFile('a: 1\n' + ('  ' * 50 + '\n') * 20_000).startsWith('a: 1\n')
    }

    def "what people see of a file of others with #line"() {
        expect:
        Redaction.ofFile("first\n$line\nlast\n") == "first\n$shown\nlast\n"

        where:
        line                                               || shown
        '  - password: canary'                             || '  - password: ********'
        'export PGPASSWORD=canary'                         || 'export PGPASSWORD=********'
        '  "api_token": "canary",'                         || '  "api_token": ********'
        'https://u:canary@repo.example/x'                  || 'https://u:********@repo.example/x'
        'pg.example:5432:shop:app:canary'                  || 'pg.example:5432:shop:app:********'
        'curl -H "Authorization: Bearer canary" https://x' || 'curl -H "Authorization:********'
        '\\:\\:1:5432:*:app:canary'                          || '\\:\\:1:5432:*:app:********'
        '"app" "canary"'                                   || '"app" ********'
        'machine h login u password canary'                || 'machine h login u password ********'
        'requirepass canary'                               || 'requirepass ********'
        "ALTER ROLE app PASSWORD 'canary';"                || 'ALTER ROLE app PASSWORD ********'
        "run: CREATE ROLE app PASSWORD 'canary'"           || 'run: CREATE ROLE app PASSWORD ********'
        '<db:password kind="x">canary</db:password>'       || '<db:password kind="x">********</db:password>'
        '  - password: |-\n      canary\n\n      canary\n    user: app' || '  - password: ********\n    user: app'
        'db_password: >\n  canary'                         || 'db_password: ********'
        'Passwords are kept elsewhere, and a token expires.' || line
        'host all all 10.0.0.0/8 password'                 || line
        'password_encryption = on\nssl = on'               || 'password_encryption = ********\nssl = on'
        'Mind the archive: it is small, ask the ops.'      || line
        'deb https://repo.example/apt bookworm main'       || line
        '-----BEGIN OPENSSH PRIVATE KEY-----\ncanary\ncanary\n-----END OPENSSH PRIVATE KEY-----' || '-----BEGIN OPENSSH PRIVATE KEY-----\n********\n-----END OPENSSH PRIVATE KEY-----'
    }
}
