package io.aloft.lab.dump;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the two disagree for a reason; docs/differences.md has the longer words. */
final class KnownDifferences {
    private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

    static {
        known(
                "smtp_server by name is looked up when mail is sent",
                "global, Smtp server( port)?: keepalived \\(none\\), .*");
        known(
                "a real-time priority out of range is reported and not used; keepalived uses the nearest one",
                "global, (VRRP|Checker|BFD) realtime priority: .*");
        known(
                "a deprecated host block of SMTP_CHECK without connect_timeout has 0 in keepalived, which fails at once",
                "checker .*, Timeout: keepalived 0 us, .*");
        // Files with an unknown block or misplaced braces: keepalived takes the rest of a block for something else.
        known("a misplaced brace ends the block", "0(03|21|72)-.*");
        known("the second of two equal virtual servers is ignored", "(089|168)-.*: checker names: .*");
        known("an address that is given twice is used once", "100-.*: instance VI_1, Virtual IP .*");
        known(
                "an address that is given twice is used once",
                ".*: instance VI_6, Virtual IP Excluded: keepalived fe80::4000/64 .*");
        known(
                "a comment sign that a definition brings stays a comment sign",
                "171-.*: instance VI_[167], Virtual IP.*");
        known("VMACs for addresses are named when they are made", ".*instance .*, Virtual IP.*: .* dev vmac_addr.*");
        known(
                "lvs_sync_daemon_interface is a value of its instance in the image, and of global_defs in the dump",
                "013-.*: global, LVS syncd .*");
    }

    private KnownDifferences() {}

    private static void known(String reason, String difference) {
        REASONS.put(Pattern.compile("(?:[\\w-]+: )?" + difference), reason);
    }

    /** Why this difference is as it should be. */
    static Optional<String> reason(String difference) {
        return REASONS.entrySet().stream()
                .filter(known -> known.getKey().matcher(difference).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
