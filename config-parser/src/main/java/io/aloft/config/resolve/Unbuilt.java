package io.aloft.config.resolve;

import io.aloft.config.bind.Draft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;

/** Objects that cannot do yet what makes them what they are. */
final class Unbuilt {

    private Unbuilt() {}

    /** Whether nothing is missing; otherwise says what, and that the object is left out. */
    static boolean isBuilt(Draft draft, Diagnostics diagnostics) {
        if (draft.unbuilt().isEmpty()) {
            return true;
        }
        diagnostics.notice(
                Code.LEFT_OUT,
                draft.location(),
                "not yet supported: " + String.join(", ", draft.unbuilt()) + "; " + draft.label()
                        + " is left out, as it would do something else without");
        return false;
    }
}
