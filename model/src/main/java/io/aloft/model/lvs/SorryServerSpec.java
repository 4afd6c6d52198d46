package io.aloft.model.lvs;

import io.aloft.model.net.Endpoint;

/**
 * A {@code sorry_server}: takes the traffic while the virtual server has no quorum. Its weight is always 1.
 *
 * @param endpoint address and port
 * @param forwarding how packets reach it ({@code sorry_server_lvs_method}; default that of the virtual server)
 * @param inhibit keep it in the table with weight 0 while it is not needed ({@code sorry_server_inhibit})
 */
public record SorryServerSpec(Endpoint endpoint, Forwarding forwarding, boolean inhibit) {}
