package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.syntax.Block;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code virtual_server_group}: each line an address, a range, a network or a firewall mark. */
final class ServerGroups {

    private static final long UNSIGNED = 4_294_967_295L;
    private static final Operands.Operand PORT = Operands.number(0, 65535);

    private ServerGroups() {}

    static void check(Statement statement, BindContext context) {
        int usable = 0;
        String name = statement.arguments().getFirst().text();
        for (Statement entry : statement.content()) {
            String problem = problem(entry.words(), context);
            if (problem == null) {
                usable++;
            } else {
                context.error(
                        Code.GROUP_ENTRY,
                        entry.location(),
                        "virtual_server_group " + name + ": " + problem + ", entry ignored");
            }
        }
        Block block = statement.block();
        if (usable == 0 && block != null) {
            context.error(
                    Code.GROUP_EMPTY,
                    block.closing(),
                    "virtual_server_group " + name + " has no usable entry; it is ignored");
            return;
        }
        context.config()
                .names()
                .define(Names.Kind.SERVER_GROUP, statement.arguments().getFirst(), context);
    }

    private static @Nullable String problem(List<Word> words, BindContext context) {
        String first = words.getFirst().text();
        if (first.equals("fwmark")) {
            return markProblem(words);
        }
        String port = words.size() > 1 ? words.get(1).text() : "0";
        if (PORT.expected(port, context) != null) {
            return "port '" + port + "' is no number 1..65535";
        }
        if (words.size() > 2) {
            return "'" + words.get(2) + "' stands behind the port";
        }
        int dash = first.indexOf('-');
        if (dash >= 0) {
            return rangeProblem(first.substring(0, dash), first.substring(dash + 1));
        }
        int slash = first.indexOf('/');
        if (slash >= 0) {
            return networkProblem(first, first.substring(0, slash), first.substring(slash + 1));
        }
        return IpAddress.parse(first).isPresent() ? null : "'" + first + "' is not an IP address";
    }

    private static @Nullable String markProblem(List<Word> words) {
        Long mark = words.size() < 2 ? null : Operands.decimal(words.get(1).text());
        if (mark == null || mark < 0 || mark > UNSIGNED) {
            return "fwmark needs a number 0.." + UNSIGNED;
        }
        boolean family = words.size() < 3
                || List.of("inet", "inet6").contains(words.get(2).text());
        return family ? null : "'" + words.get(2) + "' is neither inet nor inet6";
    }

    private static @Nullable String rangeProblem(String from, String to) {
        Optional<IpAddress> start = IpAddress.parse(from);
        if (start.isEmpty()) {
            return "'" + from + "' is not an IP address";
        }
        IpAddress low = start.get();
        Optional<IpAddress> end = IpAddress.parse(to);
        if (end.isPresent()) {
            boolean ordered = end.get().family() == low.family() && end.get().compareTo(low) >= 0;
            return ordered ? null : "the range ends at " + to + ", before " + from;
        }
        int radix = low.isIpv4() ? 10 : 16;
        long most = low.isIpv4() ? 0xff : 0xffff;
        try {
            long last = Long.parseLong(to, radix);
            boolean ordered = last <= most && last > (low.low() & most);
            return ordered ? null : "the range end " + to + " must be above the start and at most " + most;
        } catch (NumberFormatException e) {
            return "'" + to + "' is no end of a range";
        }
    }

    private static @Nullable String networkProblem(String text, String start, String length) {
        Optional<IpAddress> address = IpAddress.parse(start);
        Long bits = Operands.decimal(length);
        if (address.isEmpty()
                || bits == null
                || bits < 1
                || bits > address.get().family().addressBits()) {
            return "'" + text + "' is not ADDRESS/LENGTH";
        }
        return hostBits(address.get(), bits.intValue()) ? "'" + text + "' has host bits set" : null;
    }

    private static boolean hostBits(IpAddress address, int length) {
        int free = address.family().addressBits() - length;
        long low = free >= 64 ? address.low() : address.low() & ((1L << free) - 1);
        long high = free <= 64 ? 0 : free == 128 ? address.high() : address.high() & ((1L << (free - 64)) - 1);
        return low != 0 || high != 0;
    }
}
