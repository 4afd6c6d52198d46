package io.aloft.checkers.health;

import io.aloft.model.lvs.Forwarding;
import io.aloft.model.net.Endpoint;

/**
 * A server that is to be in the kernel's table.
 *
 * @param weight 0..2147483647; 0 keeps it in the table without new connections
 * @param upperThreshold connections, 0 for no limit
 * @param lowerThreshold connections, 0 for none
 */
public record PoolMember(
        Endpoint endpoint, Forwarding forwarding, int weight, long upperThreshold, long lowerThreshold) {}
