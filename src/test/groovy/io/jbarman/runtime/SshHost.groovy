package io.jbarman.runtime

import io.jbarman.fixture.Jbarman
import io.jbarman.fixture.SshServer
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** A barmanhost that is reached by real SSH, with a key that may only archive, and an ssh for its clients. */
class SshHost implements Closeable {
    final RuntimeHost host = new RuntimeHost()
    final SshServer ssh
    final Path shim

    /** @param launcher of jbarman, for what its runtime does not do */
    SshHost(List<String> servers = ['pg'], String launcher = null) {
        shim = ShellScripts.write(host.directory, 'barman-shim', [
            launcher: launcher ?: Jbarman.in(host.directory, [:]).launcher().toString(), config: host.directory.resolve('barman.conf').toString(),
            socket: host.home().resolve('.jbarman/wal.sock').toString()])
        def dispatch = ShellScripts.write(host.directory, 'ssh-dispatch', [shim: shim.toString()])
        def arguments = servers.collect { "$it=${host.home()}/$it/incoming" }.join(' ')
        ssh = SshServer.builder().keyOptions("restrict,command=\"$dispatch $arguments\"").start()
    }

    /** A directory whose ssh is OpenSSH's with this server's key, which who may enter the directory can read. */
    Path client(String owner = null) {
        def bin = Files.createTempDirectory(Path.of('/tmp'), 'jbssh')
        Files.copy(ssh.identityFile(), bin.resolve('id'))
        Files.copy(ssh.knownHosts(), bin.resolve('known_hosts'))
        ['wal-archive', 'wal-restore'].each { ShellScripts.write(bin, it) }
        Files.writeString(bin.resolve('ssh'), """#!/bin/sh
            |exec /usr/bin/ssh -F none -i $bin/id -o IdentitiesOnly=yes -o UserKnownHostsFile=$bin/known_hosts -o StrictHostKeyChecking=yes "\$@"
            |""".stripMargin())
        Files.setPosixFilePermissions(bin.resolve('ssh'), PosixFilePermissions.fromString('rwxr-xr-x'))
        Files.setPosixFilePermissions(bin.resolve('id'), PosixFilePermissions.fromString('rw-------'))
        if (owner) {
            ([bin] + Files.list(bin).toList()).each {
                Files.setOwner(it, it.fileSystem.userPrincipalLookupService.lookupPrincipalByName(owner))
            }
        }
        bin
    }

    RuntimeHost.Ran run(Path client, String... words) {
        ShellScripts.run([PATH: "$client:/usr/bin:/bin".toString()], new byte[0], client, words)
    }

    @Override
    void close() {
        ssh.close()
        host.close()
    }
}
