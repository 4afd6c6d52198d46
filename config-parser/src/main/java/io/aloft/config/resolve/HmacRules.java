package io.aloft.config.resolve;

import io.aloft.config.bind.HmacDraft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code auth_hmac} as a whole. An instance whose trailer cannot be made is left out: without it the peers would drop its
 * advertisements, and there would be two Masters.
 */
final class HmacRules {

    private final Diagnostics diagnostics;

    HmacRules(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Whether the instance can do what its {@code auth_hmac} asks for; true without one. */
    boolean isUsable(InstanceDraft draft) {
        HmacDraft hmac = draft.hmac;
        if (hmac == null) {
            return true;
        }
        if (hmac.hasNoKey()) {
            error(Code.HMAC_INCOMPLETE, hmac, "auth_hmac has no key that can be used; the instance is left out");
            return false;
        }
        Integer active = hmac.activeKey();
        if (active == null && hmac.mode() != Mode.RECEIVE_ONLY) {
            error(
                    Code.HMAC_INCOMPLETE,
                    hmac,
                    "auth_hmac needs active_key, the id of the key to send with; the instance is left out");
            return false;
        }
        if (active != null && !hmac.hasKey(active)) {
            error(
                    Code.HMAC_INCOMPLETE,
                    hmac,
                    "active_key " + active + " names no key that can be used; the instance is left out");
            return false;
        }
        return true;
    }

    /** The settings; in strict mode only {@code enforce}. */
    @Nullable
    HmacAuthentication settings(InstanceDraft draft, Duration advertInterval, boolean strict) {
        HmacDraft hmac = draft.hmac;
        if (hmac == null) {
            return null;
        }
        if (strict && hmac.mode() != Mode.ENFORCE) {
            error(Code.STRICT_MODE_VALUE, hmac, "in strict mode auth_hmac has mode enforce; enforce is used");
            return hmac.settings(advertInterval, Mode.ENFORCE);
        }
        return hmac.settings(advertInterval, hmac.mode());
    }

    private void error(Code code, HmacDraft hmac, String message) {
        diagnostics.error(code, hmac.location(), StatusClass.GENERAL_ERROR, message + "; " + hmac.label());
    }
}
