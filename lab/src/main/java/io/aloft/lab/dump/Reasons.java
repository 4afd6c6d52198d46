package io.aloft.lab.dump;

/** Why lines of a dump are not compared. */
final class Reasons {
    static final String RUN_TIME = "state of the running program";
    static final String MACHINE = "what the machine is like";
    static final String BUILD = "how keepalived was built";
    static final String ELSEWHERE = "said and compared in another place";

    private Reasons() {}
}
