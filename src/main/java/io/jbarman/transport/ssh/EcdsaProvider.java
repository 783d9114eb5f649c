package io.jbarman.transport.ssh;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;

/** SSHJ asks for "ECDSA" where the JDK says "EC"; this provider is the translation, in place of BouncyCastle. */
public final class EcdsaProvider extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "jbarman-ecdsa";

    private EcdsaProvider() {
        super(NAME, "1", "EC under the name of ECDSA");
        put("KeyFactory.ECDSA", Keys.class.getName());
        put("KeyPairGenerator.ECDSA", Pairs.class.getName());
    }

    /** Once per process. */
    static synchronized void register() {
        if (Security.getProvider(NAME) == null) {
            Security.addProvider(new EcdsaProvider());
        }
    }

    /** Made by the JDK by name. */
    public static final class Keys extends KeyFactorySpi {
        private final KeyFactory ec;

        /** For the JDK. */
        public Keys() throws NoSuchAlgorithmException {
            ec = KeyFactory.getInstance("EC");
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return ec.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return ec.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) throws InvalidKeySpecException {
            return ec.getKeySpec(key, type);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return ec.translateKey(key);
        }
    }

    /** Made by the JDK by name. */
    public static final class Pairs extends KeyPairGeneratorSpi {
        private final KeyPairGenerator ec;

        /** For the JDK. */
        public Pairs() throws NoSuchAlgorithmException {
            ec = KeyPairGenerator.getInstance("EC");
        }

        @Override
        public void initialize(int size, SecureRandom random) {
            ec.initialize(size, random);
        }

        @Override
        public void initialize(AlgorithmParameterSpec parameters, SecureRandom random)
                throws InvalidAlgorithmParameterException {
            ec.initialize(parameters, random);
        }

        @Override
        public KeyPair generateKeyPair() {
            return ec.generateKeyPair();
        }
    }
}
