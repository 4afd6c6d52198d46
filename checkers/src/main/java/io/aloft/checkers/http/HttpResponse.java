package io.aloft.checkers.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A response as it arrives. The header block is kept, at most {@value #HEADER_LIMIT} bytes of it; the body is counted and, where
 * somebody wants that, hashed while it passes and kept up to a limit.
 */
final class HttpResponse {

    /** keepalived reads into 4096 bytes, one of which it needs itself: a longer header block counts as none. */
    static final int HEADER_LIMIT = 4095;

    /** No health page is larger; keepalived would read for ever. */
    static final long BODY_LIMIT = 256L << 20;

    private static final byte[] CONTENT_LENGTH = "Content-Length:".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_HEADER_BYTES = 512;
    private static final int FIRST_BODY_BYTES = 2048;

    private final @Nullable MessageDigest md5;
    private final int keep;
    private byte[] header = new byte[FIRST_HEADER_BYTES];
    private int headerLength;
    private boolean headerComplete;
    private long contentLength = -1;
    private byte[] body = {};
    private int bodyKept;
    private long bodyLength;

    /**
     * @param hash whether {@link #digest} will be asked for
     * @param keep how many bytes of the body {@link #body} is to have at most
     */
    HttpResponse(boolean hash, int keep) {
        this.md5 = hash ? newMd5() : null;
        this.keep = keep;
    }

    /**
     * More bytes have come.
     *
     * @return whether to read on; false when nothing that follows can make the check pass
     */
    boolean receive(ByteBuffer bytes) {
        while (!headerComplete && bytes.hasRemaining()) {
            if (headerLength == HEADER_LIMIT) {
                return false;
            }
            if (headerLength == header.length) {
                header = Arrays.copyOf(header, Math.min(2 * header.length, HEADER_LIMIT));
            }
            header[headerLength++] = bytes.get();
            if (endsHeader()) {
                headerComplete = true;
                contentLength = findContentLength();
            }
        }
        if (bytes.hasRemaining()) {
            receiveBody(bytes);
        }
        return bodyLength <= BODY_LIMIT && (headerComplete || headerLength < HEADER_LIMIT);
    }

    private void receiveBody(ByteBuffer bytes) {
        int arrived = bytes.remaining();
        if (md5 != null) {
            long hashable = contentLength < 0 ? arrived : Math.clamp(contentLength - bodyLength, 0, arrived);
            md5.update(bytes.slice(bytes.position(), (int) hashable));
        }
        int kept = Math.min(arrived, keep - bodyKept);
        if (kept > 0) {
            if (bodyKept + kept > body.length) {
                int wanted = Math.max(Math.max(2 * body.length, FIRST_BODY_BYTES), bodyKept + kept);
                body = Arrays.copyOf(body, Math.min(wanted, keep));
            }
            bytes.get(bytes.position(), body, bodyKept, kept);
            bodyKept += kept;
        }
        bodyLength += arrived;
    }

    /** Whether any byte has come. */
    boolean begun() {
        return headerLength > 0;
    }

    /** Whether the header block has come to its end. */
    boolean headerComplete() {
        return headerComplete;
    }

    /** Whether more than {@link #BODY_LIMIT} bytes of a body came. */
    boolean tooLong() {
        return bodyLength > BODY_LIMIT;
    }

    /** The header block as received, its empty line included. */
    byte[] header() {
        return Arrays.copyOf(header, headerLength);
    }

    /** The beginning of the body as received. */
    byte[] body() {
        return Arrays.copyOf(body, bodyKept);
    }

    long bodyLength() {
        return bodyLength;
    }

    /** What the header promises, or -1 when it promises nothing readable. */
    long contentLength() {
        return contentLength;
    }

    /** MD5 of the body in lower-case hex, of at most {@code Content-Length} bytes of it. To be asked for once, at the end. */
    String digest() {
        if (md5 == null) {
            throw new IllegalStateException("nothing was hashed");
        }
        return HexFormat.of().formatHex(md5.digest());
    }

    /**
     * The number after the first blank of the first line, or -1. It must have three digits and a blank behind it, as
     * keepalived wants it: {@code HTTP/1.1 200} without a blank at its end is an error.
     */
    int statusCode() {
        int blank = 0;
        while (blank < headerLength && header[blank] != ' ') {
            if (header[blank] == '\n') {
                return -1;
            }
            blank++;
        }
        // The header ends in CR LF CR LF, so there always is a byte behind the fifth one that is looked at.
        if (blank + 5 > headerLength || header[blank + 4] != ' ') {
            return -1;
        }
        int status = 0;
        for (int i = blank + 1; i <= blank + 3; i++) {
            if (header[i] < '0' || header[i] > '9') {
                return -1;
            }
            status = status * 10 + header[i] - '0';
        }
        return status;
    }

    private boolean endsHeader() {
        int end = headerLength;
        return end >= 4
                && header[end - 1] == '\n'
                && header[end - 2] == '\r'
                && header[end - 3] == '\n'
                && header[end - 4] == '\r';
    }

    /** Letter case matters, as it does to keepalived; a number that runs into anything but a line end is ignored. */
    private long findContentLength() {
        for (int at = 0; at + CONTENT_LENGTH.length < headerLength; at++) {
            if (matches(at)) {
                return number(at + CONTENT_LENGTH.length);
            }
        }
        return -1;
    }

    private boolean matches(int at) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (header[at + i] != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        int at = from;
        while (at < headerLength && header[at] == ' ') {
            at++;
        }
        int start = at;
        long value = 0;
        while (at < headerLength && header[at] >= '0' && header[at] <= '9') {
            if (value >= Long.MAX_VALUE / 10) {
                return -1;
            }
            value = value * 10 + header[at++] - '0';
        }
        boolean ended = at == headerLength || header[at] == '\r' || header[at] == '\n';
        return at > start && ended ? value : -1;
    }

    // MD5 is what the configuration names; it tells pages apart and protects nothing.
    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }
}
