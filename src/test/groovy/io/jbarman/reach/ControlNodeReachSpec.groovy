package io.jbarman.reach

import io.jbarman.compile.ConfigFilesSpec
import io.jbarman.secret.Secrets
import io.jbarman.topology.Host
import io.jbarman.transport.Command
import spock.lang.Specification

class ControlNodeReachSpec extends Specification {
    def "the control node is reached in place, though the document has no such host"() {
        given:
        def topology = ConfigFilesSpec.topology(ConfigFilesSpec.barman())
        def reach = new TopologyReach(topology, Secrets.NONE)

        when:
        def result = reach.transport(Host.CONTROL_NODE.name()).run(Command.of(['id', '-un']))

        then:
        result.output().strip() == System.getProperty('user.name')
        reach.counts().sshConnections() == 0
        !topology.hosts().containsKey(Host.CONTROL_NODE.name())

        cleanup:
        reach.close()
    }
}
