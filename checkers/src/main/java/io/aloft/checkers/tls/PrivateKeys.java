package io.aloft.checkers.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Private keys in all the forms in which OpenSSL writes them. The JDK reads one of them, PKCS #8 (RFC 5208). */
final class PrivateKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448", "DSA");

    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int PARAMETERS = 0xa0;

    private PrivateKeys() {}

    static PrivateKey decode(PemFile.Block block, @Nullable String password)
            throws GeneralSecurityException, IOException {
        byte[] der = block.headers().containsKey("DEK-Info") ? decryptPem(block, needed(password)) : block.der();
        return switch (block.label()) {
            case "PRIVATE KEY" -> fromPkcs8(der);
            case "ENCRYPTED PRIVATE KEY" -> fromPkcs8(decryptPkcs8(der, needed(password)));
            // RFC 8017 appendix A.1.2
            case "RSA PRIVATE KEY" -> fromPkcs8(element(SEQUENCE, VERSION_0, RSA, element(OCTET_STRING, der)));
            // RFC 5915
            case "EC PRIVATE KEY" ->
                fromPkcs8(
                        element(SEQUENCE, VERSION_0, element(SEQUENCE, EC, curveOf(der)), element(OCTET_STRING, der)));
            default ->
                throw new InvalidKeyException(block.label() + " is not supported; convert it: openssl pkcs8 -topk8");
        };
    }

    private static char[] needed(@Nullable String password) throws InvalidKeyException {
        if (password == null) {
            throw new InvalidKeyException("is encrypted; write its password into the block SSL");
        }
        return password.toCharArray();
    }

    private static PrivateKey fromPkcs8(byte[] der) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // It is a key of another algorithm.
            }
        }
        throw new InvalidKeyException("is no key of " + ALGORITHMS + ", or its password is wrong");
    }

    /** RFC 5958 section 3. */
    private static byte[] decryptPkcs8(byte[] der, char[] password) throws GeneralSecurityException, IOException {
        var encrypted = new EncryptedPrivateKeyInfo(der);
        // For PBES2 (RFC 8018) the parameters know which of its ciphers it is.
        String algorithm = encrypted.getAlgName().equals("PBES2")
                ? encrypted.getAlgParameters().toString()
                : encrypted.getAlgName();
        var key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, key, encrypted.getAlgParameters());
        return cipher.doFinal(encrypted.getEncryptedData());
    }

    /** RFC 1423 as OpenSSL has extended it: {@code DEK-Info: AES-256-CBC,IV}, and a key that MD5 makes of the password. */
    private static byte[] decryptPem(PemFile.Block block, char[] password) throws GeneralSecurityException {
        String[] info = String.valueOf(block.headers().get("DEK-Info")).split(",", 2);
        byte[] iv = HexFormat.of().parseHex(info.length == 2 ? info[1].strip() : "");
        int keyBytes = switch (info[0].strip()) {
            case "AES-128-CBC" -> 16;
            case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
            case "AES-256-CBC" -> 32;
            default -> throw new InvalidKeyException(info[0] + " is not supported; convert it: openssl pkcs8 -topk8");
        };
        String algorithm = info[0].startsWith("AES") ? "AES" : "DESede";
        byte[] secret = new String(password).getBytes(StandardCharsets.UTF_8);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] key = {};
        byte[] last = {};
        while (key.length < keyBytes) {
            md5.update(last);
            md5.update(secret);
            last = md5.digest(Arrays.copyOf(iv, 8));
            key = ByteBuffer.allocate(key.length + last.length)
                    .put(key)
                    .put(last)
                    .array();
        }
        Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(Arrays.copyOf(key, keyBytes), algorithm),
                new IvParameterSpec(iv));
        return cipher.doFinal(block.der());
    }

    /** The name of the curve, an object identifier with its tag, out of the parameters of an ECPrivateKey. */
    private static byte[] curveOf(byte[] der) throws InvalidKeyException {
        ByteBuffer all = ByteBuffer.wrap(der);
        ByteBuffer fields = content(all, SEQUENCE);
        while (fields != null && fields.hasRemaining()) {
            int tag = fields.get(fields.position()) & 0xff;
            ByteBuffer field = content(fields, tag);
            if (field != null && tag == PARAMETERS) {
                byte[] curve = new byte[field.remaining()];
                field.get(curve);
                return curve;
            }
        }
        throw new InvalidKeyException("does not name its curve; convert it: openssl pkcs8 -topk8");
    }

    /** The content of the next element, which is passed; null when it is another or does not fit. */
    private static @Nullable ByteBuffer content(ByteBuffer der, int tag) {
        if (der.remaining() < 2 || (der.get() & 0xff) != tag) {
            return null;
        }
        int length = der.get() & 0xff;
        if (length > 0x80) {
            int bytes = length & 0x7f;
            if (bytes > 2 || der.remaining() < bytes) {
                return null;
            }
            length = bytes == 1 ? der.get() & 0xff : der.getShort() & 0xffff;
        }
        if (der.remaining() < length) {
            return null;
        }
        ByteBuffer content = der.slice(der.position(), length);
        der.position(der.position() + length);
        return content;
    }

    /** An element of the given parts in DER. */
    private static byte[] element(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            element.write(length > 0xff ? 0x82 : 0x81);
        }
        if (length > 0xff) {
            element.write(length >>> 8);
        }
        element.write(length);
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
