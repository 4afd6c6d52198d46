package io.aloft.lab.interop;

import io.aloft.lab.node.DirectorKind;

/** Who plays director a, the one with the higher priority, and who director b. */
enum Lineup {
    ALOFT_ABOVE_KEEPALIVED(DirectorKind.ALOFT, DirectorKind.KEEPALIVED),
    KEEPALIVED_ABOVE_ALOFT(DirectorKind.KEEPALIVED, DirectorKind.ALOFT),
    /** The harness itself: what this line-up does not pass is no fault of Aloft's. */
    KEEPALIVED_ALONE(DirectorKind.KEEPALIVED, DirectorKind.KEEPALIVED);

    final DirectorKind a;
    final DirectorKind b;

    Lineup(DirectorKind a, DirectorKind b) {
        this.a = a;
        this.b = b;
    }
}
