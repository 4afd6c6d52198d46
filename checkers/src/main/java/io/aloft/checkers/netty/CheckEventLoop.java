package io.aloft.checkers.netty;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code check-loop}: it waits for sockets and timers and owns all health state. Native epoll where its
 * library can be loaded, the JDK's selector otherwise; marks and interfaces of checks need the former.
 */
public final class CheckEventLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CheckEventLoop.class);

    private static final String MACHINE_ID = "io.netty.machineId";

    static {
        // Netty names channels by the host's hardware address. Names that differ within this process are enough, and
        // looking for that address takes time and warns on hosts that have none.
        if (System.getProperty(MACHINE_ID) == null) {
            System.setProperty(MACHINE_ID, "00:00:00:00:00:00:00:01");
        }
    }

    private final MultiThreadIoEventLoopGroup group;
    private final IoEventLoop loop;
    private final Dialer dialer;

    private CheckEventLoop(IoHandlerFactory io, Function<IoEventLoop, Dialer> dialer) {
        this.group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("check-loop", true), io);
        this.loop = group.next();
        this.dialer = dialer.apply(loop);
    }

    /** Opens the loop; its thread starts with the first task. */
    public static CheckEventLoop open() {
        if (Epoll.isAvailable()) {
            return epoll();
        }
        log.info(
                "Health checks use the JDK's selector: Netty's native library cannot be loaded ({})",
                String.valueOf(Epoll.unavailabilityCause().getMessage()));
        return selector();
    }

    static CheckEventLoop epoll() {
        return new CheckEventLoop(EpollIoHandler.newFactory(), NativeDialer::new);
    }

    static CheckEventLoop selector() {
        return new CheckEventLoop(NioIoHandler.newFactory(), SelectorDialer::new);
    }

    public IoEventLoop loop() {
        return loop;
    }

    Dialer dialer() {
        return dialer;
    }

    /** Ends the thread and closes every socket; checks in flight report nothing more. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
