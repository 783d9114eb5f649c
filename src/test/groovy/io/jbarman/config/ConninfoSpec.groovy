package io.jbarman.config

import spock.lang.Specification

class ConninfoSpec extends Specification {
    def "#text is read as #keywords, and back"() {
        expect:
        Conninfo.parse(text).keywords() == keywords
        Conninfo.parse(Conninfo.parse(text).format()) == Conninfo.parse(text)

        where:
        text                                     | keywords
        ''                                       | [:]
        'host=pg user=barman'                    | [host: 'pg', user: 'barman']
        " host = pg  user='a b' "                | [host: 'pg', user: 'a b']
        "password='it\\'s \\\\ here'"            | [password: "it's \\ here"]
        'password=a\\ b'                         | [password: 'a b']
        "dbname=''"                              | [dbname: '']
        'options=-csearch_path= host=x'          | [options: '-csearch_path=', host: 'x']
    }

    def "#text is refused: #why"() {
        when:
        Conninfo.parse(text)

        then:
        def e = thrown(IllegalArgumentException)
        e.message.contains(why)

        where:
        text                     | why
        'host'                   | 'missing "="'
        "host='pg"               | 'does not end'
        'usr=barman'             | 'did you mean "user"'
        'postgresql://pg/db'     | 'URI'
        'bogus_thing_here=1'     | 'invalid keyword'
    }

    def "a password in it is never printed"() {
        expect:
        !Conninfo.parse('host=pg password=hunter2').toString().contains('hunter2')
        Conninfo.parse('host=pg sslpassword=hunter2 password=hunter3 user=u').toString() == "host=pg sslpassword=******** password=******** user=u"
        !Redaction.of("conninfo = host=pg password='a b' user=x").contains("a b")
    }

    def "#text leads to #where"() {
        given:
        def target = ConnectionTarget.of(Conninfo.parse(text), 'me')

        expect:
        target.describe() == where
        target.driverProperties() == properties

        where:
        text                                         | where                                  | properties
        'host=pg'                                    | 'me@pg:5432/me'                        | [:]
        'user=barman dbname=x port=5433'             | 'barman@/var/run/postgresql:5433/x'    | [:]
        'host=pg hostaddr=10.0.0.1 sslmode=require'  | 'me@10.0.0.1:5432/me'                  | [sslmode: 'require']
        'host=pg target_session_attrs=read-write'    | 'me@pg:5432/me'                        | [targetServerType: 'primary']
        'host=pg keepalives_idle=5 application_name=b' | 'me@pg:5432/me'                      | [ApplicationName: 'b']
    }

    def "#text is refused by name"() {
        when:
        ConnectionTarget.of(Conninfo.parse(text), 'me')

        then:
        def e = thrown(IllegalArgumentException)
        e.message.contains(text.split('=')[0])

        where:
        text << ['service=x', 'sslcrl=/x', 'host=a,b', 'port=none', 'require_auth=scram-sha-256']
    }

    def "no keyword of libpq is left without a decision"() {
        expect:
        ConninfoKeyword.names().containsAll(['host', 'hostaddr', 'port', 'dbname', 'user', 'password', 'passfile',
            'require_auth', 'channel_binding', 'connect_timeout', 'client_encoding', 'options', 'application_name',
            'fallback_application_name', 'keepalives', 'keepalives_idle', 'keepalives_interval', 'keepalives_count',
            'tcp_user_timeout', 'replication', 'gssencmode', 'sslmode', 'requiressl', 'sslcompression', 'sslcert',
            'sslkey', 'sslpassword', 'sslrootcert', 'sslcrl', 'sslcrldir', 'sslsni', 'requirepeer',
            'ssl_min_protocol_version', 'ssl_max_protocol_version', 'krbsrvname', 'gsslib', 'service',
            'target_session_attrs'])
        ConninfoKeyword.names().every { !ConninfoKeyword.byName(it).get().text().empty }
    }
}
