package io.aloft.checkers.health;

import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.script.ScriptCommand;
import org.jspecify.annotations.Nullable;

/** Something that notifiers are told. */
public sealed interface HealthChange {

    VirtualServerKey virtualServer();

    boolean up();

    /** The script that the operator wants to be run for it, or null. */
    @Nullable
    ScriptCommand script();

    /** The record of keepalived's notify FIFO, without line end. */
    String record();

    /** A real server came up or went down. */
    record RealServerChanged(
            VirtualServerKey virtualServer,
            Endpoint realServer,
            boolean up,
            @Nullable ScriptCommand script) implements HealthChange {
        @Override
        public String record() {
            return "RS " + virtualServer.describe(realServer) + " " + virtualServer + (up ? " UP" : " DOWN");
        }
    }

    /** A virtual server gained or lost its quorum. */
    record QuorumChanged(
            VirtualServerKey virtualServer,
            boolean up,
            @Nullable ScriptCommand script) implements HealthChange {
        @Override
        public String record() {
            return "VS " + virtualServer + (up ? " UP" : " DOWN");
        }
    }
}
