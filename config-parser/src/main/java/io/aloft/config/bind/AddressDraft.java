package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code virtual_ipaddress} or {@code virtual_ipaddress_excluded}, already free of mistakes.
 *
 * @param device null for the instance's interface
 */
public record AddressDraft(
        IpAddress address,
        int prefixLength,
        @Nullable String device,
        @Nullable String label,
        @Nullable IpAddress broadcast,
        @Nullable IpAddress peer,
        int scope,
        boolean noPrefixRoute,
        boolean tracked,
        SourceLocation location) {}
