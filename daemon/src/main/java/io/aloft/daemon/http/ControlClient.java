package io.aloft.daemon.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks a running daemon, one request on one connection. */
public final class ControlClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Enough for a hundred thousand real servers. */
    private static final int MOST_BYTES = 256 << 20;

    private final Path socket;

    public ControlClient(Path socket) {
        this.socket = socket;
    }

    /**
     * What came back.
     *
     * @param status of HTTP; below 300 the request was fulfilled
     * @param content text
     */
    public record Reply(int status, String content) {

        public boolean fulfilled() {
            return status < 300;
        }
    }

    /** Asks for something. */
    public Reply get(String target) throws IOException {
        return exchange("GET " + target + " HTTP/1.0\r\n\r\n");
    }

    /** Asks to do something. */
    public Reply post(String target, Map<String, String> form) throws IOException {
        String content = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return exchange("POST " + target + " HTTP/1.0\r\nContent-Length: " + content.length() + "\r\n\r\n" + content);
    }

    /** Closing a channel ends the wait of whoever reads it: that is how the limit is kept. */
    private Reply exchange(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var conversation = new FutureTask<>(() -> talk(channel, request));
            Thread.ofVirtual().start(conversation);
            return parse(conversation.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new IOException("the daemon at " + socket + " broke off: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("the daemon at " + socket + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] talk(SocketChannel channel, String request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) < 0) {
                throw new IOException("closed");
            }
        }
        return Channels.newInputStream(channel).readNBytes(MOST_BYTES);
    }

    /** The daemon closes after its answer, so that its end is the end of the content. */
    private Reply parse(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.matches("(?s)HTTP/1\\.[01] [1-5][0-9]{2} .*")) {
            throw new IOException("what listens at " + socket + " is not Aloft");
        }
        return new Reply(Integer.parseInt(text.substring(9, 12)), text.substring(end + 4));
    }
}
