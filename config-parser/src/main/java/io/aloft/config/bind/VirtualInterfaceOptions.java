package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.vrrp.VirtualInterface;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments of {@code use_vmac} and {@code use_ipvlan}: words in any order, each at most once. */
final class VirtualInterfaceOptions {

    private static final int NAME_LENGTH = 15;
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){4,5}");

    /** RFC 5798 section 7.3: 00-00-5E-00-01 and 00-00-5E-00-02 with the VRID behind. */
    private static final Pattern RESERVED = Pattern.compile("0?0:0?0:5[eE]:0?0:0?[12](:|$)");

    private final EntryWords words;
    private final BindContext context;
    private final VirtualInterfaceDraft draft;

    private VirtualInterfaceOptions(VirtualInterfaceDraft draft, Statement statement, BindContext context) {
        this.draft = draft;
        this.words = new EntryWords(statement.keyword().text(), statement, context);
        this.context = context;
        words.next();
    }

    /** Adds the words to what is known; those that cannot be used are reported. */
    static void read(VirtualInterfaceDraft draft, Statement statement, BindContext context) {
        var reader = new VirtualInterfaceOptions(draft, statement, context);
        while (reader.words.hasNext()) {
            Word word = reader.words.next();
            switch (word.text()) {
                case "name" -> reader.readName(reader.words.argument(word));
                case "group" -> reader.readGroup(reader.words.argument(word));
                default -> {
                    if (draft.vmac) {
                        reader.readVmac(word);
                    } else {
                        reader.readIpvlan(word);
                    }
                }
            }
        }
    }

    private void readVmac(Word word) {
        if (word.text().equals("netlink_notify_msg")) {
            draft.notifyAddress = true;
            return;
        }
        if (word.text().indexOf(':') < 0) {
            readName(word);
        } else if (!MAC.matcher(word.text()).matches()) {
            words.error(Code.VMAC_ADDRESS, word, "'" + word + "' is no MAC address of five or six octets, ignored");
        } else if ((Integer.parseInt(word.text().substring(0, word.text().indexOf(':')), 16) & 1) != 0) {
            words.error(Code.VMAC_ADDRESS, word, "'" + word + "' is a multicast MAC address, ignored");
        } else if (RESERVED.matcher(word.text()).lookingAt()) {
            words.error(
                    Code.VMAC_ADDRESS,
                    word,
                    "'" + word + "' lies in the range that VRRP itself uses (RFC 5798), ignored");
        } else if (!draft.octets.isEmpty()) {
            words.error(Code.REPEATED_OPTION, word, "a MAC address is given a second time, ignored");
        } else {
            draft.octets = Arrays.stream(word.text().split(":"))
                    .map(octet -> Integer.valueOf(octet, 16))
                    .toList();
        }
    }

    private void readGroup(@Nullable Word word) {
        draft.group = word == null ? draft.group : word.text();
    }

    private void readIpvlan(Word word) {
        String text = word.text();
        IpPrefix address = Operands.prefixOf(text);
        if (text.equals("bridge") || text.equals("private") || text.equals("vepa")) {
            if (draft.mode != null) {
                words.error(Code.REPEATED_OPTION, word, "the mode is given a second time, ignored");
            }
            draft.mode = VirtualInterface.Mode.valueOf(text.toUpperCase(Locale.ROOT));
        } else if (address != null) {
            if (draft.address != null) {
                words.error(Code.REPEATED_OPTION, word, "an address is given a second time, ignored");
            }
            draft.address = address;
        } else {
            readName(word);
        }
    }

    /** An interface of that name may be the one that an earlier run made, unless it lies on no other. */
    private boolean isFree(Word word) {
        SourceLocation other = context.config().names().claim(Names.Kind.VIRTUAL_INTERFACE, word);
        // In this order: an interface that is yet to be made is not one that the machine lacks.
        boolean foreign =
                !context.host().liesOnAnother(word.text()) && context.host().hasInterface(word.text());
        if (other == null && !foreign) {
            return true;
        }
        String message = foreign
                ? "interface " + word + " exists and is no virtual one; name ignored"
                : "another instance uses the name " + word + "; name ignored";
        context.diagnostics()
                .add(Diagnostic.error(
                                Code.VIRTUAL_INTERFACE_NAME,
                                StatusClass.GENERAL_ERROR,
                                word.location(),
                                context.inContext(words.first() + ": " + message))
                        .withRelated(other));
        return false;
    }

    private void readName(@Nullable Word word) {
        if (word == null) {
            return;
        }
        String text = word.text();
        if (draft.name != null) {
            words.error(Code.REPEATED_OPTION, word, "'" + word + "': a name is given already, ignored");
        } else if (text.isEmpty() || text.length() > NAME_LENGTH || text.indexOf('/') >= 0) {
            words.error(
                    Code.INTERFACE_NAME,
                    word,
                    "'" + word + "' is no interface name of 1.." + NAME_LENGTH + " characters, ignored");
        } else if (isFree(word)) {
            draft.name = text;
        }
    }
}
