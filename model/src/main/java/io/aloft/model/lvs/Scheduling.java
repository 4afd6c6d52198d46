package io.aloft.model.lvs;

/**
 * How the kernel chooses a real server.
 *
 * @param scheduler name of the kernel's scheduler ({@code lb_algo}, {@code lvs_sched}): rr wrr lc wlc lblc sh mh dh fo ovf
 *     lblcr sed nq twos; wlc by default
 * @param flags IPVS service flags that the scheduler reads: {@code flag-1} 0x08, {@code flag-2} 0x10, {@code flag-3} 0x20;
 *     {@code sh-fallback} and {@code mh-fallback} are 0x08, {@code sh-port} and {@code mh-port} 0x10
 * @param onePacket every packet is scheduled by itself ({@code ops}); UDP and marks only
 */
public record Scheduling(String scheduler, int flags, boolean onePacket) {}
