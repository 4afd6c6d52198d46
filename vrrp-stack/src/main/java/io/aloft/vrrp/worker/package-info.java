/** Threads beside the VRRP loop for what the kernel takes its time for. */
@NullMarked
package io.aloft.vrrp.worker;

import org.jspecify.annotations.NullMarked;
