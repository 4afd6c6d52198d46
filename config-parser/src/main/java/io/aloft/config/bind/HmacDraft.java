package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.model.vrrp.HmacAuthentication.AntiReplay;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code auth_hmac} of an instance. */
public final class HmacDraft extends Draft {

    static final BlockBinding<HmacDraft> BLOCK = new BlockBinding<HmacDraft>("vrrp_instance/auth_hmac")
            .statement("key", HmacDraft::key)
            .number("active_key", (hmac, id) -> hmac.activeKey = (int) id)
            .seconds("time_window", (hmac, window) -> hmac.timeWindow = window)
            .choice(
                    "anti_replay",
                    Map.of("time", AntiReplay.TIME, "monotonic", AntiReplay.MONOTONIC),
                    (hmac, antiReplay) -> hmac.antiReplay = antiReplay)
            .choice(
                    "mode",
                    Map.of("enforce", Mode.ENFORCE, "permissive", Mode.PERMISSIVE, "receive-only", Mode.RECEIVE_ONLY),
                    (hmac, mode) -> hmac.mode = mode);

    private static final int GREATEST_ID = 255;
    private static final long SHORTEST_WINDOW = 5;
    private static final long LONGEST_WINDOW = 300;

    private final List<HmacAuthentication.Key> keys = new ArrayList<>();
    private @Nullable Integer activeKey;
    private @Nullable Duration timeWindow;
    private AntiReplay antiReplay = AntiReplay.TIME;
    private Mode mode = Mode.ENFORCE;

    HmacDraft(Draft owner, SourceLocation location) {
        super(owner, "auth_hmac", location);
    }

    /** {@code ID VALUE}; the value is a secret, so no message shows it. */
    private static void key(HmacDraft hmac, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        if (words.size() < 2) {
            context.error(
                    Code.MISSING_ARGUMENT, words.getFirst().location(), "key needs an id and the key itself, ignored");
            return;
        }
        Long id = Operands.decimal(words.getFirst().text());
        if (id == null || id < 1 || id > GREATEST_ID) {
            context.error(
                    Code.OUT_OF_RANGE,
                    words.getFirst().location(),
                    "the id of the key is out of range (1.." + GREATEST_ID + "), ignored");
            return;
        }
        if (hmac.hasKey(id.intValue())) {
            context.error(
                    Code.HMAC_KEY,
                    words.getFirst().location(),
                    "the id " + id + " is given to a second key, which is ignored");
            return;
        }
        String value = HmacKeys.read(words.get(1), context);
        if (value != null) {
            hmac.keys.add(new HmacAuthentication.Key(id.intValue(), value));
        }
    }

    public boolean hasNoKey() {
        return keys.isEmpty();
    }

    /** Whether there is a key of this id that can be used. */
    public boolean hasKey(int id) {
        return keys.stream().anyMatch(key -> key.id() == id);
    }

    public @Nullable Integer activeKey() {
        return activeKey;
    }

    public Mode mode() {
        return mode;
    }

    /** The settings, with the mode that counts; the window follows the advertisements unless it is written. */
    public HmacAuthentication settings(Duration advertInterval, Mode used) {
        Duration window = timeWindow != null
                ? timeWindow
                : Duration.ofSeconds(Math.clamp(3 * advertInterval.toMillis() / 1000, SHORTEST_WINDOW, LONGEST_WINDOW));
        return new HmacAuthentication(keys, activeKey, window, antiReplay, used);
    }
}
