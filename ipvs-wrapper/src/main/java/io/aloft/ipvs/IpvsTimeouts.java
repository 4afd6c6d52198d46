package io.aloft.ipvs;

/**
 * How long the kernel remembers an idle connection, in seconds ({@code lvs_timeouts}, {@code ipvsadm --set}). In a
 * command 0 leaves a value as it is, and anything above 2147483 may overflow in the kernel, which answers EINVAL.
 *
 * @param tcp established TCP connections
 * @param tcpFin TCP connections after a FIN
 * @param udp UDP
 */
public record IpvsTimeouts(int tcp, int tcpFin, int udp) {}
