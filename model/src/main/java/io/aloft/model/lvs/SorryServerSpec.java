package io.aloft.model.lvs;

import io.aloft.model.net.Endpoint;

/**
 * A {@code sorry_server}: takes the traffic while the virtual server has no quorum. Its weight is always 1.
 *
 * @param endpoint address and port
 * @param method how packets reach it
 * @param inhibit keep it in the table with weight 0 while it is not needed ({@code sorry_server_inhibit})
 */
public record SorryServerSpec(Endpoint endpoint, ForwardingMethod method, boolean inhibit) {}
