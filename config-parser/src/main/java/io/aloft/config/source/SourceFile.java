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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading one file whole, bounded, and cutting it into lines. */
final class SourceFile {

    private static final Set<PosixFilePermission> EXECUTE = Set.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private final byte[] bytes;
    private int at;

    private SourceFile(byte[] bytes) {
        this.bytes = bytes;
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
            try (InputStream in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 16));
                return content.length > maxBytes
                        ? new Opened(null, "larger than " + (maxBytes >> 20) + " MiB")
                        : content.length >= 2 && isUtf16Mark(content)
                                ? new Opened(null, "encoded as UTF-16; save it as UTF-8")
                                : new Opened(new SourceFile(content), "");
            }
        } catch (NoSuchFileException e) {
            return new Opened(null, "no such file");
        } catch (AccessDeniedException e) {
            return new Opened(null, "permission denied");
        } catch (IOException | UnsupportedOperationException e) {
            return new Opened(null, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isUtf16Mark(byte[] content) {
        int first = content[0] & 0xff;
        int second = content[1] & 0xff;
        return first == 0xff && second == 0xfe || first == 0xfe && second == 0xff;
    }

    /** The next line without its end, or null. Bytes that are no UTF-8, such as GBK comments, are read as ISO 8859-1. */
    @Nullable
    String nextLine() {
        if (at >= bytes.length) {
            return null;
        }
        int end = at;
        boolean ascii = true;
        while (end < bytes.length && bytes[end] != '\n') {
            ascii &= bytes[end] >= 0;
            end++;
        }
        int start = at;
        at = end + 1;
        while (end > start && bytes[end - 1] == '\r') {
            end--;
        }
        if (ascii) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }
}
