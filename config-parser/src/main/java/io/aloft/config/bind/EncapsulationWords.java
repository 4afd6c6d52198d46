package io.aloft.config.bind;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.route.Encapsulation;
import io.aloft.model.route.Encapsulation.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What follows {@code encap} in a route: {@code ip}, {@code ip6}, {@code mpls} or {@code ila} with their options. */
final class EncapsulationWords {

    private static final int LABEL_LIMIT = 1 << 20;
    private static final Pattern LOCATOR = Pattern.compile("\\s*[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4}){3}\\s*");

    private static final Map<String, Operand> IPV4 = Map.of(
            "id", Operands.unsigned64(),
            "dst", Operands.address(AddressFamily.INET),
            "src", Operands.address(AddressFamily.INET),
            "tos", Operands.named(io.aloft.config.host.NameTable.DSFIELDS, 255),
            "ttl", Operands.number(0, 255),
            "flags", Operands.prefixedNumber(0, 65535));
    private static final Map<String, Operand> IPV6 = Map.of(
            "id", Operands.unsigned64(),
            "dst", Operands.address(AddressFamily.INET6),
            "src", Operands.address(AddressFamily.INET6),
            "tc", Operands.number(0, 255),
            "hoplimit", Operands.number(0, 255),
            "flags", Operands.prefixedNumber(0, 65535));

    private static final Operand LOCATORS =
            (text, context) -> LOCATOR.matcher(text).matches() ? null : "four groups of hexadecimal digits";

    private EncapsulationWords() {}

    /** Null, reported, when it cannot be used. */
    static @Nullable Encapsulation read(Word type, EntryWords words) {
        return switch (type.text()) {
            case "ip" -> tunnel(Type.IP, type, IPV4, words);
            case "ip6" -> tunnel(Type.IP6, type, IPV6, words);
            case "mpls" -> words.accept(type, labels()) ? of(Type.MPLS, "labels", words) : null;
            case "ila" -> words.accept(type, LOCATORS) ? of(Type.ILA, "locator", words) : null;
            default -> {
                words.error(
                        Code.ENCAPSULATION, type, "encap " + type + " is none of ip, ip6, mpls, ila; entry ignored");
                yield null;
            }
        };
    }

    private static Encapsulation of(Type type, String option, EntryWords words) {
        return new Encapsulation(type, Map.of(option, words.last()));
    }

    private static @Nullable Encapsulation tunnel(
            Type type, Word word, Map<String, Operand> options, EntryWords words) {
        var values = new HashMap<String, String>();
        for (String next = words.peek(); next != null; next = words.peek()) {
            Operand operand = options.get(next);
            if (operand == null) {
                break;
            }
            if (!words.accept(words.next(), operand)) {
                return null;
            }
            values.put(next, words.last());
        }
        if (values.containsKey("id") || values.containsKey("dst")) {
            return new Encapsulation(type, values);
        }
        words.error(Code.ENCAPSULATION, word, "encap " + word + " needs dst or id; entry ignored");
        return null;
    }

    private static Operand labels() {
        return (text, context) -> {
            String[] labels = text.split("/", -1);
            boolean good = labels.length <= 2;
            for (String label : labels) {
                Long number = Operands.prefixed(label);
                good &= number != null && number >= 0 && number < LABEL_LIMIT;
            }
            return good ? null : "LABEL or LABEL/LABEL of 0.." + (LABEL_LIMIT - 1);
        };
    }
}
