package io.jbarman.transport.ssh;

import java.io.IOException;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Public-key authentication (RFC 4252 section 7) with a key that only the agent has; RSA signs with SHA-512. */
final class AgentAuth extends AbstractAuthMethod {
    private static final String RSA_SHA512 = "rsa-sha2-512";
    private static final int SIGN_WITH_SHA512 = 4;

    private final SshAgent agent;
    private final byte[] key;
    private final String algorithm;

    AgentAuth(SshAgent agent, PublicKeyText key) {
        super("publickey");
        this.agent = agent;
        this.key = Base64.getDecoder().decode(key.base64());
        this.algorithm = key.type().equals("ssh-rsa") ? RSA_SHA512 : key.type();
    }

    @Override
    public SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        SSHPacket packet = super.buildReq();
        packet.putBoolean(signed);
        packet.putString(algorithm);
        packet.putBytes(key);
        return packet;
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message == Message.USERAUTH_60) {
            params.getTransport().write(signedRequest());
        } else {
            super.handle(message, packet);
        }
    }

    private SSHPacket signedRequest() throws UserAuthException {
        SSHPacket request = request(true);
        byte[] signedData = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            request.putBytes(agent.sign(key, signedData, algorithm.equals(RSA_SHA512) ? SIGN_WITH_SHA512 : 0));
            return request;
        } catch (IOException refused) {
            throw new UserAuthException(refused);
        }
    }
}
