package io.aloft.config.lint.compare;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.vrrp.VirtualRouterSpec;
import org.jspecify.annotations.Nullable;

/** The instances that two directors have for one virtual router. */
record RouterPair(Side a, Side b) {

    /** One of the two, with where it was written. */
    record Side(Director director, VirtualRouterSpec router) {

        @Nullable
        SourceLocation at(String... keywords) {
            return director.origins().of(router, keywords);
        }

        String label() {
            return "instance " + router.name();
        }
    }

    /** The one of higher configured priority; the first when they tie. */
    Side higher() {
        return a.router().priority() >= b.router().priority() ? a : b;
    }

    /** The other one. */
    Side lower() {
        return higher() == a ? b : a;
    }
}
