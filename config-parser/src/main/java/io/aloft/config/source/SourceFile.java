package io.aloft.config.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading one file whole, bounded, and cutting it into lines. */
final class SourceFile {

    private static final Set<PosixFilePermission> EXECUTE = Set.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    /** Bytes that some stage looks for, or that are no ASCII: a line without any is what it will be at the end. */
    private static final boolean[] SPECIAL = new boolean[256];

    static {
        for (char c : new char[] {'#', '!', '$', '~', '@', '\\', '\0'}) {
            SPECIAL[c] = true;
        }
        Arrays.fill(SPECIAL, 128, 256, true);
    }

    /** Large enough for few calls, small enough for the copy outside the heap that the JDK makes of it. */
    private static final int READ_SIZE = 1 << 16;

    private final byte[] bytes;
    private final int length;
    private int at;
    private int lineStart;
    private int lineEnd;
    private boolean plain;

    private SourceFile(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Either the content, or why there is none. */
    record Opened(@Nullable SourceFile file, String problem) {}

    /** Takes only regular files without any execute bit, as keepalived does. */
    static Opened open(Path path, long maxBytes) {
        try {
            if (!Files.exists(path)) {
                return new Opened(null, "no such file");
            }
            if (!Files.isRegularFile(path)) {
                return new Opened(null, "not a regular file");
            }
            if (Files.getPosixFilePermissions(path).stream().anyMatch(EXECUTE::contains)) {
                return new Opened(null, "the file is executable, so it is not taken for configuration (chmod a-x)");
            }
            SourceFile file = readAll(path, maxBytes);
            return file.length > maxBytes
                    ? new Opened(null, "larger than " + (maxBytes >> 20) + " MiB")
                    : file.startsWithUtf16Mark()
                            ? new Opened(null, "encoded as UTF-16; save it as UTF-8")
                            : new Opened(file, "");
        } catch (NoSuchFileException e) {
            return new Opened(null, "no such file");
        } catch (AccessDeniedException e) {
            return new Opened(null, "permission denied");
        } catch (IOException | UnsupportedOperationException e) {
            return new Opened(null, String.valueOf(e.getMessage()));
        }
    }

    /** Reads at most one byte more than allowed, which the length then shows. */
    private static SourceFile readAll(Path path, long maxBytes) throws IOException {
        byte[] content = new byte[(int) Math.min(Files.size(path), maxBytes) + 1];
        int length = 0;
        try (InputStream in = Files.newInputStream(path)) {
            int count = 0;
            while (count >= 0 && length <= maxBytes) {
                if (length == content.length) {
                    // It grew since its size was asked for.
                    content = Arrays.copyOf(content, (int) Math.min(content.length * 2L, maxBytes + 1));
                }
                count = in.read(content, length, Math.min(READ_SIZE, content.length - length));
                length += Math.max(count, 0);
            }
        }
        return new SourceFile(content, length);
    }

    private boolean startsWithUtf16Mark() {
        int first = length < 2 ? 0 : bytes[0] & 0xff;
        int second = length < 2 ? 0 : bytes[1] & 0xff;
        return first == 0xff && second == 0xfe || first == 0xfe && second == 0xff;
    }

    /** Moves to the next line; false behind the last. */
    boolean advance() {
        if (at >= length) {
            return false;
        }
        int end = at;
        boolean special = false;
        byte b = bytes[end];
        while (b != '\n') {
            special |= SPECIAL[b & 0xff];
            end++;
            if (end == length) {
                break;
            }
            b = bytes[end];
        }
        lineStart = at;
        lineEnd = end;
        plain = !special;
        at = end + 1;
        return true;
    }

    /** The line without its end. Bytes that are no UTF-8, such as GBK comments, are read as ISO 8859-1. */
    String line() {
        int end = lineEnd;
        while (end > lineStart && bytes[end - 1] == '\r') {
            end--;
        }
        if (plain) {
            return new String(bytes, lineStart, end - lineStart, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, lineStart, end - lineStart))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, lineStart, end - lineStart, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Hands the line to {@code out} if no stage would change it: most lines of a large file. False, with nothing done, for all others, which
     * {@link #line} gives.
     */
    boolean addPlainLine(ConfigText.Builder out, String name, int number, int maxLength) {
        if (!plain || lineEnd - lineStart > maxLength) {
            return false;
        }
        int from = lineStart;
        int to = lineEnd;
        while (from < to && MappedLine.isBlank((char) bytes[from])) {
            from++;
        }
        while (to > from && MappedLine.isBlank((char) bytes[to - 1])) {
            to--;
        }
        if (from < to) {
            if (mayInclude(from, to)) {
                return false;
            }
            out.addPlain(bytes, from, to, name, number, from - lineStart + 1);
        }
        return true;
    }

    /** An include stands at the start of its line, and a check of includes behind a brace too. */
    private boolean mayInclude(int from, int to) {
        if (bytes[from] == 'i' && to - from > 1 && bytes[from + 1] == 'n') {
            return true;
        }
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] == '{') {
                return true;
            }
        }
        return false;
    }
}
