package io.aloft.model.global;

import io.aloft.model.script.ScriptCommand;
import org.jspecify.annotations.Nullable;

/**
 * A FIFO that events are written to ({@code notify_fifo}, {@code vrrp_notify_fifo}, {@code lvs_notify_fifo}).
 *
 * @param path of the FIFO, created when it is not there
 * @param user who owns it, by name or number; null for the user of the program
 * @param group its group, by name or number; null for the primary group of {@code user}
 * @param script started to read it, the path added as last argument; null for none
 */
public record FifoSpec(
        String path,
        @Nullable String user,
        @Nullable String group,
        @Nullable ScriptCommand script) {}
