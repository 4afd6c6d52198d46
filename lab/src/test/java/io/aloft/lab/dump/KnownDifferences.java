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
                "authentication header is not in the model yet",
                ".*, (Password|Authentication type): .*(IPSEC_AH|\\(none\\), ).*");
        known(
                "VMAC and unicast are not in the model yet",
                "instance .*, (Interface|Virtual IP.*|Using src_ip|Multicast address): .*");
    }

    private KnownDifferences() {}

    private static void known(String reason, String difference) {
        REASONS.put(Pattern.compile(difference), reason);
    }

    /** Why this difference is as it should be. */
    static Optional<String> reason(String difference) {
        return REASONS.entrySet().stream()
                .filter(known -> known.getKey().matcher(difference).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
