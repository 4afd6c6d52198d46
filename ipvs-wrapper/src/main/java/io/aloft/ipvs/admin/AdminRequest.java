package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.ServiceKey;
import org.jspecify.annotations.Nullable;

/** What a command line asks for. */
public sealed interface AdminRequest {

    /** A change of the table, the timeouts or the sync daemons. */
    record Change(IpvsCommand command) implements AdminRequest {}

    /** {@code -R}: carry out the lines of standard input. */
    record Restore() implements AdminRequest {}

    /** {@code -S}. */
    record Save(boolean numeric) implements AdminRequest {}

    /**
     * {@code -L}.
     *
     * @param service only this one; null for all of them
     */
    record ListTable(@Nullable ServiceKey service, ListFormat format) implements AdminRequest {}

    /**
     * {@code -L --json}, which ipvsadm does not have.
     *
     * @param service only this one; null for all of them
     */
    record ListJson(@Nullable ServiceKey service, boolean sorted) implements AdminRequest {}

    /** {@code -L -c}. */
    record ListConnections(boolean numeric, boolean persistenceData) implements AdminRequest {}

    /** {@code -L --timeout}. */
    record ListTimeouts() implements AdminRequest {}

    /** {@code -L --daemon}. */
    record ListDaemons() implements AdminRequest {}

    /** {@code -h}. */
    record Help() implements AdminRequest {}

    /** {@code -v}. */
    record Version() implements AdminRequest {}
}
