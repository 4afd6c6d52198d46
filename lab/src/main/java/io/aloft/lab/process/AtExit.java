package io.aloft.lab.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone when this program is interrupted: the last thing made goes first. What is undone in the normal
 * course is {@link #forget forgotten}.
 */
public final class AtExit {
    private static final Deque<Runnable> UNDO = new ArrayDeque<>();
    private static boolean exiting;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::undoAll, "undo"));
    }

    private AtExit() {}

    /** Keeps an action for the end. */
    public static void undo(Runnable action) {
        synchronized (UNDO) {
            UNDO.push(action);
        }
    }

    /** The action was done, or is no longer wanted. */
    public static void forget(Runnable action) {
        synchronized (UNDO) {
            UNDO.remove(action);
        }
    }

    /** Whether the program is on its way out, so that things end which should not end otherwise. */
    public static boolean isExiting() {
        synchronized (UNDO) {
            return exiting;
        }
    }

    private static void undoAll() {
        while (true) {
            Runnable next;
            synchronized (UNDO) {
                exiting = true;
                next = UNDO.poll();
            }
            if (next == null) {
                return;
            }
            try {
                next.run();
            } catch (RuntimeException e) {
                System.err.println("while cleaning up: " + e.getMessage());
            }
        }
    }
}
