package io.aloft.vrrp.channel;

/**
 * How fast packets are read. Waking up a thread costs several times what a packet costs, so where packets follow closely, as
 * when a Master of hundreds of virtual routers advertises all of them, some are let come together. They keep the time of their
 * arrival, from which every timer counts.
 */
public final class ReadingPace {

    private final long pauseNanos;
    private long lastNanos = Long.MIN_VALUE / 2;

    /**
     * @param pauseNanos how long to wait where packets follow closely
     */
    public ReadingPace(long pauseNanos) {
        this.pauseNanos = pauseNanos;
    }

    /**
     * How long to wait before more is read. Four packets or more that come together in a pause are worth the waking up after
     * it; and a packet that has waited long has others behind it already.
     *
     * @param comeNanos when the packet that was read last came
     * @return nanoseconds, zero for not at all
     */
    public long pauseNanos(long comeNanos, long nowNanos) {
        boolean close = comeNanos - lastNanos < pauseNanos / 4;
        lastNanos = comeNanos;
        return close && nowNanos - comeNanos < pauseNanos / 2 ? pauseNanos : 0;
    }
}
