package io.aloft.lab.demo;

import io.aloft.lab.node.DirectorKind;

final class FarmDemo {
    private FarmDemo() {}

    static int perform(Console console, DirectorKind peer) {
        console.say("soon " + peer);
        return 0;
    }
}
