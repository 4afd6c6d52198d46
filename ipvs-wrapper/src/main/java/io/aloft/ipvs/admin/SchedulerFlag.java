package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three bits that a scheduler reads, by the names that ipvsadm gives them for each scheduler. */
public enum SchedulerFlag {
    FLAG_1("flag-1", null, IpvsService.SCHEDULER_1),
    FLAG_2("flag-2", null, IpvsService.SCHEDULER_2),
    FLAG_3("flag-3", null, IpvsService.SCHEDULER_3),
    SH_FALLBACK("sh-fallback", "sh", IpvsService.SCHEDULER_1),
    SH_PORT("sh-port", "sh", IpvsService.SCHEDULER_2),
    MH_FALLBACK("mh-fallback", "mh", IpvsService.SCHEDULER_1),
    MH_PORT("mh-port", "mh", IpvsService.SCHEDULER_2);

    private static final List<Integer> BITS =
            List.of(IpvsService.SCHEDULER_1, IpvsService.SCHEDULER_2, IpvsService.SCHEDULER_3);

    private final String word;
    private final @Nullable String scheduler;
    private final int bit;

    SchedulerFlag(String word, @Nullable String scheduler, int bit) {
        this.word = word;
        this.scheduler = scheduler;
        this.bit = bit;
    }

    /** What {@code -b} and listings call it. */
    String word() {
        return word;
    }

    /** Its bit among the flags of a service. */
    int bit() {
        return bit;
    }

    /** Whether it is a flag of this scheduler, or of every one. */
    boolean suits(String ofScheduler) {
        return scheduler == null || scheduler.equals(ofScheduler);
    }

    /** The flag of this name; null for none. */
    static @Nullable SchedulerFlag named(String word) {
        for (SchedulerFlag flag : values()) {
            if (flag.word.equals(word)) {
                return flag;
            }
        }
        return null;
    }

    /** The names of the bits that are set, in the order of the bits; the scheduler's own where it has some. */
    public static List<String> names(String scheduler, int flags) {
        List<String> names = new ArrayList<>();
        for (int bit : BITS) {
            if ((flags & bit) != 0) {
                names.add(name(scheduler, bit));
            }
        }
        return names;
    }

    private static String name(String scheduler, int bit) {
        String name = "";
        for (SchedulerFlag flag : values()) {
            // Its own names stand behind the general ones.
            if (flag.bit == bit && flag.suits(scheduler)) {
                name = flag.word;
            }
        }
        return name;
    }
}
