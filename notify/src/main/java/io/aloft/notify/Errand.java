package io.aloft.notify;

import io.aloft.model.script.ScriptCommand;
import java.util.List;

/**
 * The scripts of one event.
 *
 * @param title for messages, such as {@code (VI_1) MASTER}
 * @param commands started in this order, each as soon as the one before has started
 * @param stopping the last word of its subject: waits for nothing, and is killed after {@link Notifier#STOP_LIMIT}
 */
record Errand(String title, List<ScriptCommand> commands, boolean stopping) {
    Errand {
        commands = List.copyOf(commands);
    }
}
