package io.aloft.checkers.genhash;

/** Bytes as genhash shows them: sixteen a line, in two groups, with the characters behind. */
final class HexDump {

    private static final int PER_LINE = 16;
    private static final int PER_GROUP = 8;

    private HexDump() {}

    /** One line for each sixteen bytes, with the offset in decimal. */
    static String of(byte[] bytes) {
        var text = new StringBuilder();
        for (int offset = 0; offset < bytes.length; offset += PER_LINE) {
            line(bytes, offset, text);
        }
        return text.toString();
    }

    private static void line(byte[] bytes, int offset, StringBuilder text) {
        text.append("%04d  ".formatted(offset));
        for (int i = 0; i < PER_LINE; i++) {
            text.append(i == PER_GROUP ? "- " : "");
            text.append(offset + i < bytes.length ? "%02x ".formatted(bytes[offset + i]) : "   ");
        }
        text.append("  ");
        for (int i = 0; i < PER_LINE; i++) {
            text.append(offset + i < bytes.length ? printable(bytes[offset + i]) : ' ');
        }
        text.append('\n');
    }

    private static char printable(byte value) {
        return value >= ' ' && value < 0x7f ? (char) value : '.';
    }
}
