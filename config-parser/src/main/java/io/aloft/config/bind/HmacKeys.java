package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.host.HostFacts;
import io.aloft.config.syntax.Word;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values of {@code key} in {@code auth_hmac}: text, {@code hex:DIGITS} or {@code file:PATH}. No message shows one. */
final class HmacKeys {

    private static final String HEX = "hex:";
    private static final String FILE = "file:";
    private static final int LEAST_BYTES = 32;
    private static final int MOST_BYTES = 64;
    /** More than a key with its line end. */
    private static final int FILE_BYTES = 4096;

    private static final int READ_BY_OTHERS = 0044;

    private HmacKeys() {}

    /** The value as the image holds it; null when it cannot be used, which has been reported. */
    static @Nullable String read(Word word, BindContext context) {
        String text = word.text();
        byte[] bytes = text.startsWith(FILE)
                ? ofFile(word, text.substring(FILE.length()), context)
                : text.startsWith(HEX)
                        ? ofDigits(word, text.substring(HEX.length()), context)
                        : text.getBytes(StandardCharsets.UTF_8);
        if (bytes == null) {
            return null;
        }
        if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
            refuse(word, "the key has " + bytes.length + " bytes (expected: 32..64)", context);
            return null;
        }
        return text.startsWith(FILE) ? HEX + HexFormat.of().formatHex(bytes) : text;
    }

    private static byte @Nullable [] ofDigits(Word word, String digits, BindContext context) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            refuse(word, "behind hex: the key needs pairs of hexadecimal digits", context);
            return null;
        }
    }

    private static byte @Nullable [] ofFile(Word word, String name, BindContext context) {
        Path path = path(name, context);
        byte[] content = path == null ? null : context.host().content(path, FILE_BYTES);
        if (path == null || content == null) {
            refuse(word, "the file of the key, " + name + ", cannot be read or is no key", context);
            return null;
        }
        HostFacts.FileFacts facts = context.host().file(path);
        if (facts != null && (facts.mode() & READ_BY_OTHERS) != 0) {
            context.diagnostics()
                    .warning(
                            Code.HMAC_KEY_READABLE,
                            word.location(),
                            StatusClass.OK,
                            context.inContext("the file of a key, " + name + ", can be read by its group or by others"),
                            "chmod 600 " + name);
        }
        return withoutLineEnd(content);
    }

    private static @Nullable Path path(String name, BindContext context) {
        try {
            return context.host().realPath(Path.of(name));
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static byte[] withoutLineEnd(byte[] content) {
        int length = content.length;
        while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
            length--;
        }
        return java.util.Arrays.copyOf(content, length);
    }

    private static void refuse(Word word, String why, BindContext context) {
        context.error(Code.HMAC_KEY, word.location(), why + "; key ignored");
    }
}
