package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.host.NameTable;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of {@code virtual_ipaddress}: an address with its options, in any order. */
final class AddressEntries {

    private static final int LABEL_LENGTH = 15;
    private static final long FOREVER = 4_294_967_295L;
    private static final Operands.Operand LIFETIME =
            Operands.either(Operands.oneOf("forever"), Operands.number(0, FOREVER));

    private final Directive directive;
    private final BindContext context;
    private final List<Word> words;
    private int at = 1;

    private IpAddress address = IpAddress.ofIpv4(0);
    private int prefixLength;
    private boolean ownPrefix;
    private @Nullable String device;
    private @Nullable String label;
    private @Nullable IpAddress broadcast;
    private @Nullable Word computedBroadcast;
    private @Nullable IpAddress peer;
    private int scope;
    private boolean noPrefixRoute;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private @Nullable Long preferredLifetime;
    private boolean onVmac;
    private boolean tracked = true;
    private @Nullable String group;

    private AddressEntries(Directive directive, Statement entry, BindContext context) {
        this.directive = directive;
        this.context = context;
        this.words = entry.words();
    }

    /** The entry, or null when it has to be dropped, which has then been reported. */
    static @Nullable AddressDraft read(Directive directive, Statement entry, BindContext context) {
        var reader = new AddressEntries(directive, entry, context);
        AddressDraft draft = reader.read(entry);
        if (draft == null) {
            context.corrections().drop(entry);
        }
        return draft;
    }

    private @Nullable AddressDraft read(Statement entry) {
        if (!readAddress()) {
            return null;
        }
        while (at < words.size()) {
            if (!readOption(words.get(at++))) {
                return null;
            }
        }
        return hasInterface(entry) ? finish(entry.location()) : null;
    }

    /** A static address has no instance to take the interface from, only {@code default_interface}. */
    private boolean hasInterface(Statement entry) {
        String standard = context.global().defaultInterface;
        if (!isStatic()
                || device != null
                || context.global().dynamicInterfaces
                || context.host().hasInterface(standard)) {
            return true;
        }
        context.error(
                Code.INTERFACE_MISSING,
                entry.location(),
                StatusClass.FATAL,
                "address " + address + " has no dev, and the default interface " + standard
                        + " does not exist; address ignored");
        return false;
    }

    private boolean readAddress() {
        Word word = words.getFirst();
        String text = word.text();
        int slash = text.indexOf('/');
        Optional<IpAddress> parsed = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (parsed.isEmpty()) {
            String hint = text.startsWith("//") ? "'//' does not start a comment, write '#' or '!'" : null;
            context.diagnostics()
                    .error(
                            Code.NOT_AN_ADDRESS,
                            word.location(),
                            StatusClass.GENERAL_ERROR,
                            context.inContext("'" + text + "' is not an IP address, entry ignored"),
                            hint);
            return false;
        }
        address = parsed.get();
        prefixLength = address.family().addressBits();
        if (slash >= 0) {
            readPrefix(word, text.substring(slash + 1));
        }
        return true;
    }

    private void readPrefix(Word word, String text) {
        int most = address.family().addressBits();
        int length;
        try {
            length = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            length = -1;
        }
        if (length < 0 || length > most) {
            context.error(
                    Code.PREFIX_LENGTH,
                    word.location(),
                    "prefix length '" + text + "' is out of range (0.." + most + "), /" + most + " is used");
            return;
        }
        prefixLength = length;
        ownPrefix = true;
    }

    /** False when the entry has to be dropped. */
    private boolean readOption(Word option) {
        switch (option.text()) {
            case "noprefixroute" -> noPrefixRoute = true;
            case "no_track" -> tracked = false;
            case "home", "-nodad", "mngtmpaddr", "autojoin" -> flags.add(flag(option.text()));
            case "use_vmac" -> {
                if (isStatic()) {
                    return unknownOption(option);
                }
                onVmac = true;
            }
            case "dev", "scope", "brd", "broadcast", "label", "peer", "preferred_lft", "track_group" -> {
                if (option.text().equals("track_group") && !isStatic()) {
                    return unknownOption(option);
                }
                if (at == words.size()) {
                    return drop(Code.MISSING_ARGUMENT, option, option.text() + " needs an argument");
                }
                return readArgument(option, words.get(at++));
            }
            default -> {
                return unknownOption(option);
            }
        }
        return true;
    }

    private static Flag flag(String word) {
        return switch (word) {
            case "home" -> Flag.HOME;
            case "-nodad" -> Flag.DETECT_DUPLICATES;
            case "mngtmpaddr" -> Flag.MANAGE_TEMPORARY;
            default -> Flag.AUTOJOIN;
        };
    }

    private boolean unknownOption(Word option) {
        boolean comment = option.text().startsWith("//");
        String why = comment ? ": '//' does not start a comment, write '#' or '!'" : "";
        context.error(
                comment ? Code.NOT_A_COMMENT : Code.UNKNOWN_OPTION,
                option.location(),
                "unknown option '" + option.text() + "' is ignored" + why);
        if (comment) {
            at = words.size();
        }
        return true;
    }

    private boolean isStatic() {
        return directive.keyword().startsWith("static");
    }

    private boolean readLifetime(Word value) {
        String expected = LIFETIME.expected(value.text(), context);
        if (expected != null) {
            context.error(
                    Code.OPTION_VALUE,
                    value.location(),
                    "preferred_lft " + value.text() + " is ignored (expected: " + expected + ")");
        } else {
            preferredLifetime = value.text().equals("forever") ? FOREVER : Long.valueOf(value.text());
        }
        return true;
    }

    private boolean readTrackGroup(Word value) {
        if (context.config().names().use(Names.Kind.TRACK_GROUP, value, "track_group", "it is ignored", context)) {
            group = value.text();
        }
        return true;
    }

    private boolean readArgument(Word option, Word value) {
        return switch (option.text()) {
            case "dev" -> readDevice(value);
            case "scope" -> readScope(value);
            case "label" -> readLabel(value);
            case "peer" -> readPeer(value);
            case "brd", "broadcast" -> readBroadcast(value);
            case "track_group" -> readTrackGroup(value);
            default -> readLifetime(value);
        };
    }

    private boolean readDevice(Word value) {
        if (device != null) {
            return drop(Code.REPEATED_OPTION, value, "dev is given a second time");
        }
        device = value.text();
        if (!context.host().hasInterface(value.text()) && !context.global().dynamicInterfaces) {
            context.error(
                    Code.INTERFACE_MISSING,
                    value.location(),
                    "interface " + value.text() + " does not exist, address " + address + " ignored");
            return false;
        }
        return true;
    }

    private boolean readScope(Word value) {
        Integer named = context.host().number(NameTable.SCOPES, value.text());
        if (!address.isIpv4()) {
            context.error(Code.IPV4_ONLY_OPTION, value.location(), "scope is for IPv4 only, ignored");
        } else if (named != null) {
            scope = named;
        } else {
            try {
                int number = Integer.decode(value.text());
                if (number < 0 || number > 255) {
                    throw new NumberFormatException();
                }
                scope = number;
            } catch (NumberFormatException e) {
                context.error(
                        Code.UNKNOWN_SCOPE,
                        value.location(),
                        "unknown scope '" + value.text() + "' (expected: a name or 0..255), ignored");
            }
        }
        return true;
    }

    private boolean readLabel(Word value) {
        if (value.text().length() > LABEL_LENGTH) {
            return drop(
                    Code.LABEL_TOO_LONG,
                    value,
                    "label '" + value.text() + "' is longer than " + LABEL_LENGTH + " characters");
        }
        if (!address.isIpv4()) {
            context.error(Code.IPV4_ONLY_OPTION, value.location(), "label is for IPv4 only, ignored");
            return true;
        }
        label = value.text();
        return true;
    }

    private boolean readPeer(Word value) {
        int slash = value.text().indexOf('/');
        Optional<IpAddress> parsed =
                IpAddress.parse(slash < 0 ? value.text() : value.text().substring(0, slash));
        if (parsed.isEmpty() || parsed.get().family() != address.family()) {
            context.error(
                    Code.PEER_ADDRESS,
                    value.location(),
                    "peer '" + value.text() + "' is not an address of the same family, ignored");
            return true;
        }
        peer = parsed.get();
        if (ownPrefix) {
            context.error(
                    Code.PEER_ADDRESS,
                    value.location(),
                    "with peer the prefix length /" + prefixLength + " is ignored");
        }
        prefixLength = address.family().addressBits();
        return true;
    }

    private boolean readBroadcast(Word value) {
        if (!address.isIpv4()) {
            return drop(Code.IPV4_ONLY_OPTION, value, "broadcast is for IPv4 only");
        }
        if (value.text().equals("+") || value.text().equals("-")) {
            computedBroadcast = value;
            return true;
        }
        Optional<IpAddress> parsed = IpAddress.parse(value.text());
        if (parsed.isEmpty() || !parsed.get().isIpv4()) {
            return drop(Code.BROADCAST_ADDRESS, value, "broadcast '" + value.text() + "' is not an IPv4 address");
        }
        broadcast = parsed.get();
        return true;
    }

    private boolean drop(Code code, Word word, String why) {
        context.error(code, word.location(), why + ", address " + address + " ignored");
        return false;
    }

    private AddressDraft finish(SourceLocation location) {
        if (computedBroadcast != null) {
            if (prefixLength > 30) {
                context.error(
                        Code.BROADCAST_ADDRESS,
                        computedBroadcast.location(),
                        "brd " + computedBroadcast.text() + " needs a prefix length of at most 30, not " + prefixLength
                                + "; no broadcast address is set");
            } else {
                int host = prefixLength == 0 ? -1 : (1 << (32 - prefixLength)) - 1;
                int bits = (int) address.low();
                broadcast = IpAddress.ofIpv4(computedBroadcast.text().equals("+") ? bits | host : bits & ~host);
            }
        }
        if (peer != null && broadcast != null) {
            context.error(Code.BROADCAST_ADDRESS, location, "broadcast is ignored with peer");
            broadcast = null;
        }
        return new AddressDraft(
                address,
                prefixLength,
                device,
                label,
                broadcast,
                peer,
                scope,
                noPrefixRoute,
                flags,
                preferredLifetime,
                onVmac,
                tracked,
                group,
                location);
    }
}
