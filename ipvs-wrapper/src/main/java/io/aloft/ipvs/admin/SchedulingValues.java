package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsService;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of a service: what is not given has its default, also when a service is edited. */
final class SchedulingValues {

    private static final String DEFAULT_SCHEDULER = "wlc";
    private static final int DEFAULT_SECONDS = 360;
    private static final int MOST_SECONDS = 31 * 24 * 60 * 60;
    private static final int NAME_LENGTH = 15;

    /** ipvsadm reads as many digits as there are. */
    private static final Pattern LEADING_DIGITS = Pattern.compile("^\\s*\\+?([0-9]{1,9})");

    private String scheduler = DEFAULT_SCHEDULER;
    private @Nullable String engine;
    private int flags;
    private int seconds;
    private @Nullable Integer netmask;
    private List<String> flagWords = List.of();

    /** An empty name is none, here and for the engine. */
    void scheduler(String name) {
        scheduler = name.isEmpty() ? DEFAULT_SCHEDULER : cut(name);
    }

    void engine(String name) {
        engine = name.isEmpty() ? null : cut(name);
    }

    /** The kernel knows no longer names, so that the cut one is not found either. */
    private static String cut(String name) {
        return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH);
    }

    /** @param text null for the default */
    void persistent(@Nullable String text) throws AdminRefusal {
        flags |= IpvsService.PERSISTENT;
        seconds = DEFAULT_SECONDS;
        if (text != null) {
            OptionalInt number = Decimal.parse(text, 1, MOST_SECONDS);
            if (number.isEmpty()) {
                throw AdminRefusal.because("invalid timeout value `" + text + "' specified");
            }
            seconds = number.getAsInt();
        }
    }

    void netmask(String text, AddressFamily family) throws AdminRefusal {
        netmask = switch (family) {
            case INET -> ipv4Mask(text);
            case INET6 -> prefixLength(text);
        };
    }

    private static int ipv4Mask(String text) throws AdminRefusal {
        Optional<IpAddress> mask = AddressText.ipv4(text);
        if (mask.isEmpty()) {
            throw AdminRefusal.because("illegal virtual server persistent mask specified");
        }
        return (int) mask.get().low();
    }

    private static int prefixLength(String text) throws AdminRefusal {
        Matcher digits = LEADING_DIGITS.matcher(text);
        int length = digits.find() ? Integer.parseInt(digits.group(1)) : 0;
        if (length < 1 || length > AddressFamily.INET6.addressBits()) {
            throw AdminRefusal.because("illegal ipv6 netmask specified");
        }
        return length;
    }

    void forgetNetmask() {
        netmask = null;
    }

    void onePacket() {
        flags |= IpvsService.ONE_PACKET;
    }

    /** Which flags there may be depends on the scheduler, which may come later. */
    void flags(String words) {
        flagWords = words.isEmpty() ? List.of() : List.of(words.split(",", -1));
    }

    IpvsService.Attributes attributes(AddressFamily family) throws AdminRefusal {
        return new IpvsService.Attributes(
                scheduler,
                flags | schedulerFlags(),
                seconds,
                netmask == null ? IpvsService.hostMask(family) : netmask,
                engine);
    }

    private int schedulerFlags() throws AdminRefusal {
        int bits = 0;
        boolean some = false;
        for (String word : flagWords) {
            if (!word.isEmpty()) {
                bits |= flag(word);
                some = true;
            }
        }
        if (!flagWords.isEmpty() && !some) {
            throw AdminRefusal.because("invalid scheduler flag `'");
        }
        return bits;
    }

    private int flag(String word) throws AdminRefusal {
        SchedulerFlag flag = SchedulerFlag.named(word);
        if (flag == null) {
            throw AdminRefusal.because("invalid scheduler flag `" + word + "'");
        }
        if (!flag.suits(scheduler)) {
            throw AdminRefusal.because("incompatible scheduler flag `" + word + "'");
        }
        return flag.bit();
    }
}
