package io.aloft.checkers.tls;

import io.aloft.checkers.netty.ScriptedServer.Behaviour;
import java.io.IOException;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The other end of TLS for scripted servers: the JDK's sockets, which wait where Netty's channels do not. */
final class TlsServer {

    private TlsServer() {}

    /** What the server does with a connection after the handshake. */
    @FunctionalInterface
    interface Talk {
        void serve(SSLSocket socket) throws IOException, InterruptedException;
    }

    /** What the server wants of TLS. */
    @FunctionalInterface
    interface Settings {
        void apply(SSLSocket socket);
    }

    static Behaviour serving(String certificate, Settings settings, Talk talk) {
        SSLContext context = context(certificate);
        return socket -> {
            SSLSocket tls = wrap(context, socket);
            settings.apply(tls);
            tls.startHandshake();
            talk.serve(tls);
        };
    }

    private static SSLSocket wrap(SSLContext context, Socket socket) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        tls.setUseClientMode(false);
        return tls;
    }

    private static SSLContext context(String certificate) {
        try {
            // The client's settings for the whole process have to be made before TLS is used.
            TlsClient.of(null);
            boolean rsa = certificate.equals("client.pem");
            X509Certificate[] chain = PemFile.read("certificate", PemFileTest.resource(certificate))
                    .certificates();
            var key = PemFile.read("key", PemFileTest.resource(rsa ? "rsa-pkcs8.pem" : "server-key.pem"))
                    .privateKey(null);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new AnyClient()}, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class AnyClient implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // What the client shows is looked at by the tests.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("this is a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
