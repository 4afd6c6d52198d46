package io.aloft.checkers.tls;

import io.aloft.checkers.http.WebLayer;
import io.aloft.model.lvs.TlsClientSpec;
import io.aloft.model.lvs.UrlSpec;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS for all checks: one context, made once. Certificates of servers are never looked at. */
public final class TlsClient implements WebLayer {

    /** Handshakes compute for about a millisecond each; they do it here, not on the loop. */
    private static final int HANDSHAKE_THREADS = 2;

    private static final long IDLE_SECONDS = 30;

    private final SSLContext context;
    private final String[] protocols;
    private final Executor handshakes;

    private TlsClient(SSLContext context) {
        this.context = context;
        this.protocols = Arrays.stream(context.getSupportedSSLParameters().getProtocols())
                .filter(protocol -> protocol.startsWith("TLS"))
                .toArray(String[]::new);
        var threads = new ThreadPoolExecutor(
                HANDSHAKE_THREADS,
                HANDSHAKE_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("check-tls", true));
        threads.allowCoreThreadTimeOut(true);
        this.handshakes = threads;
    }

    /**
     * A client with the certificate of the block {@code SSL}.
     *
     * @param spec null for none
     * @throws TlsFileException when a file cannot be used; the message names it
     */
    public static TlsClient of(@Nullable TlsClientSpec spec) throws TlsFileException {
        OldServers.admit();
        KeyManager[] own = spec == null ? new KeyManager[0] : OwnCertificate.load(spec);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own, new TrustManager[] {new AnyCertificate()}, null);
            return new TlsClient(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has TLS", e);
        }
    }

    @Override
    public void install(Channel channel, UrlSpec url, long deadline) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols);
        String name = url.serverName();
        if (name != null && !name.isEmpty()) {
            parameters.setServerNames(List.of(new ServerName(name)));
        }
        engine.setSSLParameters(parameters);
        var tls = new SslHandler(engine, handshakes);
        tls.setHandshakeTimeoutMillis(0); // The deadline is what counts.
        // The request follows the end of the handshake at once.
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.pipeline().addLast(tls, new Handshake(deadline));
    }

    @Override
    public boolean oneWaitForAll() {
        return true;
    }

    @Override
    public String stalled() {
        return "Timeout SSL read";
    }

    @Override
    public @Nullable String readError(boolean headerComplete) {
        return headerComplete ? null : "SSL read error from";
    }

    /** keepalived just closes unless {@code tls_compliant} is written; servers' logs know the difference. */
    @Override
    public void close(Channel channel, UrlSpec url) {
        ChannelHandlerContext below = channel.pipeline().context(SslHandler.class);
        if (url.closeNotify() || below == null) {
            channel.close();
        } else {
            below.close();
        }
    }
}
