package io.aloft.lab.hostile;

/** A program of MISC_CHECK that misbehaves, and what has to come of it. */
enum BadProgram {
    FORKS_AND_HANGS("for i in 1 2 3; do sleep 1000 & done\nwait\n", "DOWN[^\\n]*\\n[^\\n]*: timed out"),
    IGNORES_TERM("trap '' TERM\nwhile :; do sleep 1; done\n", "DOWN[^\\n]*\\n[^\\n]*: timed out"),
    FLOODS_AND_HANGS("exec yes\n", "DOWN[^\\n]*\\n[^\\n]*: timed out"),
    FLOODS_AND_PASSES("head -c 100000000 /dev/zero\nhead -c 100000000 /dev/zero >&2\n", "up  , [^\\n]*MISC_CHECK up"),
    CRASHES("kill -SEGV $$\n", "DOWN[^\\n]*\\n[^\\n]*: ended by signal 11"),
    KILLS_ITSELF("kill -KILL $$\n", "DOWN[^\\n]*\\n[^\\n]*: ended by signal 9"),
    FAILS("exit 77\n", "DOWN[^\\n]*\\n[^\\n]*: exited with status 77");

    private static final int FIRST_PORT = 2000;

    private final String script;
    private final String verdict;

    BadProgram(String script, String verdict) {
        this.script = "#!/bin/sh\n" + script;
        this.verdict = verdict;
    }

    String script() {
        return script;
    }

    int port() {
        return FIRST_PORT + ordinal();
    }

    /** A pattern for its place in the list of servers, once it is judged. */
    String listed() {
        return "RS \\[10\\.77\\.0\\.2\\]:tcp:" + port() + " +" + verdict;
    }
}
