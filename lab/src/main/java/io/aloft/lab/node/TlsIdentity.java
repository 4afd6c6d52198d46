package io.aloft.lab.node;

import io.aloft.lab.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate that it signed itself, made by the JDK's {@code keytool}. */
public final class TlsIdentity {
    private static final String ALIAS = "server";
    private static final char[] PASSWORD = "aloft-lab".toCharArray();

    private final KeyStore store;

    private TlsIdentity(KeyStore store) {
        this.store = store;
    }

    /**
     * Makes one and keeps it in a file.
     *
     * @param file PKCS #12, which must not be there yet
     * @param name common name of the certificate
     */
    public static TlsIdentity create(Path file, String name) {
        return create(file, name, "-0d");
    }

    /** As {@link #create(Path, String)}, with a certificate that was good for a month and is not any more. */
    public static TlsIdentity createExpired(Path file, String name) {
        return create(file, name, "-60d");
    }

    private static TlsIdentity create(Path file, String name, String start) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String words =
                "-genkeypair -alias %s -keyalg EC -groupname secp256r1 -startdate %s -validity 30 -storetype PKCS12 -storepass %s"
                        .formatted(ALIAS, start, new String(PASSWORD));
        Command.run(Stream.of(
                        Stream.of(keytool),
                        Arrays.stream(words.split(" ", -1)),
                        Stream.of("-dname", "CN=" + name, "-keystore", file.toString()))
                .flatMap(part -> part)
                .toList());
        return load(file);
    }

    /** Reads what {@link #create} kept. */
    public static TlsIdentity load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return new TlsIdentity(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** What a server of this program needs. */
    public SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this JVM", e);
        }
    }

    /** The certificate for a server that reads PEM. */
    public String certificatePem() {
        try {
            return pem(
                    "CERTIFICATE",
                    Objects.requireNonNull(store.getCertificate(ALIAS)).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key for a server that reads PEM, unprotected. */
    public String keyPem() {
        try {
            return pem(
                    "PRIVATE KEY",
                    Objects.requireNonNull(store.getKey(ALIAS, PASSWORD)).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] der) {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, newline).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
