/** Requests to the kernel and its answers: sequence numbers, acknowledgements, dumps, batches, refusals. */
@NullMarked
package io.aloft.netlink.exchange;

import org.jspecify.annotations.NullMarked;
