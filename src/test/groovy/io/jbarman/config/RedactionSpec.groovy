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
}
