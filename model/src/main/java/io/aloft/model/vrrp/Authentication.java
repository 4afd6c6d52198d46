package io.aloft.model.vrrp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** VRRPv2 authentication (RFC 2338 section 5.3.6), kept for peers that still use it. */
public sealed interface Authentication {

    /** Type 0: none. */
    record None() implements Authentication {}

    /**
     * Type 1: a clear-text password of at most 8 bytes. Its text never reaches a log or a dump.
     *
     * @param password as configured; bytes after the eighth are not sent
     */
    record Password(String password) implements Authentication {

        /** The 8 bytes of authentication data, big-endian: the password, cut to 8 bytes and padded with zeros. */
        public long data() {
            return ByteBuffer.wrap(Arrays.copyOf(password.getBytes(StandardCharsets.UTF_8), 8))
                    .getLong();
        }

        @Override
        public String toString() {
            return "Password[********]";
        }
    }

    /**
     * Type 2: an authentication header of IPsec (RFC 2338 section 10.1). Its text never reaches a log or a dump.
     *
     * @param password the key as configured; bytes after the eighth do not count
     */
    record Header(String password) implements Authentication {
        @Override
        public String toString() {
            return "Header[********]";
        }
    }

    /** No authentication. */
    Authentication NONE = new None();
}
