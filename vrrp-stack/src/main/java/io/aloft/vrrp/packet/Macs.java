package io.aloft.vrrp.packet;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** Message authentication codes of the JDK, which every Java platform has to have. */
final class Macs {

    private Macs() {}

    /**
     * A code with a key, for use by one thread.
     *
     * @param key at least one byte
     */
    static Mac of(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + algorithm + "; use a complete one", e);
        }
    }

    /** Ends a calculation; {@code result} must have the code's length. */
    static void finish(Mac mac, byte[] result) {
        try {
            mac.doFinal(result, 0);
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("result of " + result.length + " bytes", e);
        }
    }
}
