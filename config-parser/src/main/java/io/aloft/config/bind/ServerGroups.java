package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.syntax.Block;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerGroupSpec.Addresses;
import io.aloft.model.lvs.VirtualServerGroupSpec.Entry;
import io.aloft.model.lvs.VirtualServerGroupSpec.Mark;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code virtual_server_group}: each line an address, a range, a network or a firewall mark. */
final class ServerGroups {

    /** An entry, or what is wrong with it. */
    private record Reading(@Nullable Entry entry, @Nullable String problem) {
        static Reading of(Entry entry) {
            return new Reading(entry, null);
        }

        static Reading wrong(String problem) {
            return new Reading(null, problem);
        }
    }

    private ServerGroups() {}

    static void read(Statement statement, BindContext context) {
        var entries = new ArrayList<Entry>();
        String name = statement.arguments().getFirst().text();
        for (Statement line : statement.content()) {
            Reading reading = entry(line.words());
            if (reading.entry() != null) {
                entries.add(reading.entry());
            } else {
                context.error(
                        Code.GROUP_ENTRY,
                        line.location(),
                        "virtual_server_group " + name + ": " + reading.problem() + ", entry ignored");
            }
        }
        Block block = statement.block();
        if (entries.isEmpty() && block != null) {
            context.error(
                    Code.GROUP_EMPTY,
                    block.closing(),
                    "virtual_server_group " + name + " has no usable entry; it is ignored");
        } else if (isAmbiguous(entries) && block != null) {
            context.error(
                    Code.GROUP_FAMILIES,
                    block.closing(),
                    "virtual_server_group " + name
                            + " has addresses of both families and a fwmark without one; it is ignored");
        } else {
            context.config()
                    .names()
                    .define(Names.Kind.SERVER_GROUP, statement.arguments().getFirst(), context);
            context.config().serverGroups().putIfAbsent(name, new VirtualServerGroupSpec(name, entries));
        }
    }

    private static boolean isAmbiguous(List<Entry> entries) {
        boolean inet = false;
        boolean inet6 = false;
        boolean open = false;
        for (Entry entry : entries) {
            inet |= entry.family() == AddressFamily.INET;
            inet6 |= entry.family() == AddressFamily.INET6;
            open |= entry.family() == null;
        }
        return inet && inet6 && open;
    }

    private static Reading entry(List<Word> words) {
        String first = words.getFirst().text();
        if (first.equals("fwmark")) {
            return mark(words);
        }
        int port = words.size() > 1 ? Endpoints.port(words.get(1).text()) : 0;
        if (port < 0) {
            return Reading.wrong("port '" + words.get(1).text() + "' is no number 1..65535");
        }
        if (words.size() > 2) {
            return Reading.wrong("'" + words.get(2) + "' stands behind the port");
        }
        int dash = first.indexOf('-');
        if (dash >= 0) {
            return range(first.substring(0, dash), first.substring(dash + 1), port);
        }
        int slash = first.indexOf('/');
        if (slash >= 0) {
            return network(first, first.substring(0, slash), first.substring(slash + 1), port);
        }
        return IpAddress.parse(first)
                .map(address -> Reading.of(new Addresses(address, address, port)))
                .orElseGet(() -> Reading.wrong("'" + first + "' is not an IP address"));
    }

    private static Reading mark(List<Word> words) {
        Long mark = words.size() < 2 ? null : Operands.decimal(words.get(1).text());
        if (mark == null || mark < 0 || mark > Operands.UNSIGNED_32) {
            return Reading.wrong("fwmark needs a number 0.." + Operands.UNSIGNED_32);
        }
        AddressFamily family =
                words.size() < 3 ? null : AddressFamily.ofWord(words.get(2).text());
        return words.size() < 3 || family != null
                ? Reading.of(new Mark(mark, family))
                : Reading.wrong("'" + words.get(2) + "' is neither inet nor inet6");
    }

    private static Reading range(String from, String to, int port) {
        Optional<IpAddress> start = IpAddress.parse(from);
        if (start.isEmpty()) {
            return Reading.wrong("'" + from + "' is not an IP address");
        }
        IpAddress low = start.get();
        Optional<IpAddress> end = IpAddress.parse(to);
        if (end.isPresent()) {
            boolean ordered = end.get().family() == low.family() && end.get().compareTo(low) >= 0;
            return ordered
                    ? Reading.of(new Addresses(low, end.get(), port))
                    : Reading.wrong("the range ends at " + to + ", before " + from);
        }
        int radix = low.isIpv4() ? 10 : 16;
        long most = low.isIpv4() ? 0xff : 0xffff;
        try {
            long last = Long.parseLong(to, radix);
            boolean ordered = last <= most && last > (low.low() & most);
            return ordered
                    ? Reading.of(
                            new Addresses(low, new IpAddress(low.family(), low.high(), low.low() & ~most | last), port))
                    : Reading.wrong("the range end " + to + " must be above the start and at most " + most);
        } catch (NumberFormatException e) {
            return Reading.wrong("'" + to + "' is no end of a range");
        }
    }

    private static Reading network(String text, String start, String length, int port) {
        Optional<IpAddress> address = IpAddress.parse(start);
        Long bits = Operands.decimal(length);
        if (address.isEmpty()
                || bits == null
                || bits < 1
                || bits > address.get().family().addressBits()) {
            return Reading.wrong("'" + text + "' is not ADDRESS/LENGTH");
        }
        IpAddress first = address.get();
        int free = first.family().addressBits() - bits.intValue();
        long low = free >= 64 ? -1 : (1L << free) - 1;
        long high = free <= 64 ? 0 : (1L << (free - 64)) - 1;
        if ((first.low() & low) != 0 || (first.high() & high) != 0) {
            return Reading.wrong("'" + text + "' has host bits set");
        }
        return Reading.of(
                new Addresses(first, new IpAddress(first.family(), first.high() | high, first.low() | low), port));
    }
}
