package io.aloft.vrrp.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Reads a number that the kernel shows as a file below {@code /proc/sys}. */
public final class SettingFile {

    /** Longer than any number and its line end. */
    private static final int ROOM = 64;

    private SettingFile() {}

    /** The number; empty when there is no such file or something else in it. */
    public static OptionalInt number(Path file) {
        byte[] bytes = new byte[ROOM];
        try (InputStream in = Files.newInputStream(file)) {
            // In one read: the kernel tells a setting at once or not at all, so that what reads an octet first gets no
            // more.
            int length = Math.max(0, in.read(bytes));
            return OptionalInt.of(Integer.parseInt(new String(bytes, 0, length, StandardCharsets.US_ASCII).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
