package io.aloft.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Mistakes that people and disks make in a configuration, by chance; the same seed makes the same ones. */
final class RandomEdits {

    private static final List<String> HUGE = List.of(
            "99999999999999999999", "4294967296", "-2147483649", "0.00000000000000000001", "1e9", "0x7fffffffffffffff");

    private RandomEdits() {}

    /** One to four edits. Bytes stay what they are, whatever the encoding. */
    static byte[] apply(byte[] original, long seed) {
        var random = new SplittableRandom(seed);
        String text = new String(original, StandardCharsets.ISO_8859_1);
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            text = edited(text, random);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String edited(String text, RandomGenerator random) {
        var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.set(at, swapped(line, random));
            case 2 -> lines.set(at, line + (random.nextBoolean() ? " {" : " }"));
            case 3 -> lines.set(at, line.replace(random.nextBoolean() ? "{" : "}", ""));
            case 4 -> lines.set(at, line.replaceFirst("[0-9]+", HUGE.get(random.nextInt(HUGE.size()))));
            case 5 -> lines.set(at, inserted(line, "\0", random));
            case 6 -> lines.set(at, inserted(line, "\"", random));
            default -> lines.add(random.nextInt(lines.size()), line);
        }
        return String.join("\n", lines);
    }

    private static String swapped(String line, RandomGenerator random) {
        String[] words = line.split("(?<=\\s)(?=\\S)", -1);
        int one = random.nextInt(words.length);
        int other = random.nextInt(words.length);
        String first = words[one];
        words[one] = words[other];
        words[other] = first;
        return String.join(" ", words);
    }

    private static String inserted(String line, String what, RandomGenerator random) {
        int at = random.nextInt(line.length() + 1);
        return line.substring(0, at) + what + line.substring(at);
    }
}
