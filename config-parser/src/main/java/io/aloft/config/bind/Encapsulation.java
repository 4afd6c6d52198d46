package io.aloft.config.bind;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What follows {@code encap} in a route: {@code ip}, {@code ip6}, {@code mpls} or {@code ila} with their options. */
final class Encapsulation {

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

    private Encapsulation() {}

    /** False, reported, when it cannot be used. */
    static boolean read(Word type, EntryWords words) {
        return switch (type.text()) {
            case "ip" -> tunnel(type, IPV4, words);
            case "ip6" -> tunnel(type, IPV6, words);
            case "mpls" -> words.accept(type, labels());
            case "ila" ->
                words.accept(
                        type,
                        (text, context) ->
                                LOCATOR.matcher(text).matches() ? null : "four groups of hexadecimal digits");
            default -> {
                words.error(
                        Code.ENCAPSULATION, type, "encap " + type + " is none of ip, ip6, mpls, ila; entry ignored");
                yield false;
            }
        };
    }

    private static boolean tunnel(Word type, Map<String, Operand> options, EntryWords words) {
        boolean identified = false;
        for (String next = words.peek(); next != null; next = words.peek()) {
            Operand operand = options.get(next);
            if (operand == null) {
                break;
            }
            identified |= Set.of("id", "dst").contains(next);
            if (!words.accept(words.next(), operand)) {
                return false;
            }
        }
        if (!identified) {
            words.error(Code.ENCAPSULATION, type, "encap " + type + " needs dst or id; entry ignored");
        }
        return identified;
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
