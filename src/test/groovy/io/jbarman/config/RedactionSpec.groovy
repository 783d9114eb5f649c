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
        'Mind the archive: it is small, ask the ops.'      || line
        'deb https://repo.example/apt bookworm main'       || line
        '-----BEGIN OPENSSH PRIVATE KEY-----\ncanary\ncanary\n-----END OPENSSH PRIVATE KEY-----' || '-----BEGIN OPENSSH PRIVATE KEY-----\n********\n-----END OPENSSH PRIVATE KEY-----'
    }
}
