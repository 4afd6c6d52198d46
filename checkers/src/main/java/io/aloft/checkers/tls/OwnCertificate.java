package io.aloft.checkers.tls;

import io.aloft.model.lvs.TlsClientSpec;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows the configured certificate to every server that asks for one, whichever authorities it names. */
final class OwnCertificate extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final X509Certificate[] chain;
    private final PrivateKey key;

    private OwnCertificate(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /** Reads every file that is named; empty without a certificate and a key. */
    static KeyManager[] load(TlsClientSpec spec) throws TlsFileException {
        if (spec.authority() != null) {
            PemFile.read("ca", spec.authority()).certificates();
        }
        X509Certificate[] chain = spec.certificate() == null
                ? null
                : PemFile.read("certificate", spec.certificate()).certificates();
        PrivateKey key =
                spec.key() == null ? null : PemFile.read("key", spec.key()).privateKey(spec.password());
        return chain == null || key == null ? new KeyManager[0] : new KeyManager[] {new OwnCertificate(chain, key)};
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return Arrays.asList(keyTypes).contains(key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return Arrays.asList(keyTypes).contains(key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
