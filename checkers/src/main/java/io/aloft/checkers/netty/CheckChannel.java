package io.aloft.checkers.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.epoll.EpollChannelConfig;
import io.netty.channel.epoll.LinuxSocket;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * The channel of a connected socket. Netty's own asks the kernel five things that a check knows or does not need: whether
 * there was an error, the peer, the size of the send buffer, and, at the end, whether to linger; and it sets
 * {@code TCP_NODELAY}, which here is for those to set who write twice in a row.
 */
final class CheckChannel extends AbstractEpollStreamChannel {

    private final LinuxSocket socket;
    private final Config config;

    /**
     * @param fd a connected socket
     * @param remote its peer
     */
    CheckChannel(int fd, SocketAddress remote) {
        this(LinuxSocket.newSocket(fd), remote);
    }

    private CheckChannel(LinuxSocket socket, SocketAddress remote) {
        super(null, socket, remote);
        this.socket = socket;
        this.config = new Config(this, socket);
    }

    @Override
    public EpollChannelConfig config() {
        return config;
    }

    /** A socket that is closed leaves epoll by itself: Netty makes no system call for it any more. */
    @Override
    protected void doClose() throws Exception {
        try {
            socket.close();
        } finally {
            super.doClose();
        }
    }

    private static final class Config extends EpollChannelConfig {
        private final LinuxSocket socket;

        Config(Channel channel, LinuxSocket socket) {
            super(channel);
            this.socket = socket;
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            if (option != ChannelOption.TCP_NODELAY) {
                return super.setOption(option, value);
            }
            try {
                socket.setTcpNoDelay((Boolean) value);
                return true;
            } catch (IOException e) {
                // It is a matter of speed, and what has happened to the connection is about to be read.
                return false;
            }
        }
    }
}
