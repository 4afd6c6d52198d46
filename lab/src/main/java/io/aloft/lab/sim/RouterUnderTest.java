package io.aloft.lab.sim;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;
import io.aloft.vrrp.fsm.VirtualRouter;
import org.jspecify.annotations.Nullable;

/** The state machine that a simulated director runs: the production one, or one that a test broke on purpose. */
public interface RouterUnderTest {

    /** As {@link VirtualRouter#on}. */
    Transition on(RouterEvent event, long nowNanos);

    /** As {@link VirtualRouter#state}. */
    VrrpState state();

    /** As {@link VirtualRouter#master}. */
    @Nullable
    IpAddress master();

    /** What ships. */
    static RouterUnderTest production(VirtualRouterSpec spec) {
        var router = new VirtualRouter(spec);
        return new RouterUnderTest() {
            @Override
            public Transition on(RouterEvent event, long nowNanos) {
                return router.on(event, nowNanos);
            }

            @Override
            public VrrpState state() {
                return router.state();
            }

            @Override
            public @Nullable IpAddress master() {
                return router.master();
            }
        };
    }
}
