package io.aloft.netlink.exchange;

import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.posix.NetlinkSocket;
import io.aloft.posix.PosixException;
import io.aloft.posix.Reception;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A conversation over a netlink socket of the network namespace in which it was opened. */
public final class SocketNetlinkConnection implements NetlinkConnection {

    /** Long beyond anything the kernel needs: it answers before the send returns, save for answers it never gives. */
    public static final Duration DEFAULT_ANSWER_LIMIT = Duration.ofSeconds(2);

    /** Acknowledgements take up to 1.3 KB of buffer each; this many fit the default buffer of an unprivileged process. */
    private static final int LARGEST_BATCH = 128;

    /** A batch is one datagram, and one larger than this would not fit every send buffer. */
    private static final int LARGEST_BATCH_BYTES = 64 * 1024;

    /** A table that changes this often during its dump will not be seen whole by another try. */
    private static final int DUMP_ATTEMPTS = 10;

    private final Datagrams socket;
    private final Duration answerLimit;
    private int nextSequence = 1;
    private long malformedDatagrams;
    private long strayMessages;

    /** Over {@code socket}, which is closed with this. */
    SocketNetlinkConnection(Datagrams socket, Duration answerLimit) {
        this.socket = socket;
        this.answerLimit = answerLimit;
    }

    /** Links, addresses, routes, rules. */
    public static SocketNetlinkConnection openRoute() throws NetlinkException {
        return open("open rtnetlink socket", NetlinkSocket.NETLINK_ROUTE, DEFAULT_ANSWER_LIMIT);
    }

    /** Generic netlink. */
    public static SocketNetlinkConnection openGeneric() throws NetlinkException {
        return open("open generic netlink socket", NetlinkSocket.NETLINK_GENERIC, DEFAULT_ANSWER_LIMIT);
    }

    /**
     * Any protocol.
     *
     * @param answerLimit how long to wait for an answer
     */
    public static SocketNetlinkConnection open(String operation, int protocol, Duration answerLimit)
            throws NetlinkException {
        try {
            return new SocketNetlinkConnection(Datagrams.of(NetlinkSocket.open(protocol)), answerLimit);
        } catch (PosixException e) {
            throw NetlinkException.of(operation, e);
        }
    }

    @Override
    public List<NetlinkMessage> execute(NetlinkRequest request) throws NetlinkException {
        if (!request.isDump()) {
            return executeAll(List.of(request)).getFirst().repliesOrThrow();
        }
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            Answers answers = exchange(List.of(request));
            List<NetlinkMessage> replies =
                    answers.outcomes(answerLimit).getFirst().repliesOrThrow();
            if (!answers.interrupted()) {
                return replies;
            }
        }
        throw NetlinkException.refused(
                request.operation(), Errno.EAGAIN, "the table changed during each of " + DUMP_ATTEMPTS + " dumps");
    }

    @Override
    public List<NetlinkOutcome> executeAll(List<NetlinkRequest> requests) {
        List<NetlinkOutcome> outcomes = new ArrayList<>(requests.size());
        int from = 0;
        while (from < requests.size()) {
            int to = endOfBatch(requests, from);
            outcomes.addAll(exchange(requests.subList(from, to)).outcomes(answerLimit));
            from = to;
        }
        return outcomes;
    }

    private static int endOfBatch(List<NetlinkRequest> requests, int from) {
        int bytes = 0;
        int end = from;
        while (end < requests.size() && end - from < LARGEST_BATCH) {
            bytes += Netlink.HEADER_BYTES + Netlink.align(requests.get(end).payload().length);
            if (end > from && bytes > LARGEST_BATCH_BYTES) {
                break;
            }
            end++;
        }
        return end;
    }

    private Answers exchange(List<NetlinkRequest> batch) {
        Answers answers = new Answers(batch, nextSequence, socket.portId());
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        for (int i = 0; i < batch.size(); i++) {
            NetlinkRequest request = batch.get(i);
            boolean closes = i == batch.size() - 1 && request.isQuiet();
            int flags = closes ? request.flags() | Netlink.NLM_F_ACK : request.flags();
            datagram.writeBytes(
                    new NetlinkMessage(request.type(), flags, nextSequence++, 0, request.payload()).encode());
        }
        try {
            socket.send(datagram.toByteArray());
            collect(answers);
        } catch (PosixException e) {
            answers.fail(e);
        }
        return answers;
    }

    private void collect(Answers answers) throws PosixException {
        Duration patience = answerLimit;
        while (!answers.complete()) {
            switch (socket.receive(patience)) {
                case Reception.Datagram datagram -> accept(datagram.bytes(), answers);
                case Reception.Overrun overrun -> {
                    // Commands are carried out before send returns, so what is not queued by now was dropped.
                    answers.lost();
                    patience = Duration.ZERO;
                }
                case Reception.TimedOut timedOut -> {
                    return;
                }
                case Reception.Closed closed -> {
                    return;
                }
            }
        }
    }

    private void accept(byte[] datagram, Answers answers) {
        NetlinkMessage.Decoded decoded = NetlinkMessage.decode(datagram);
        if (decoded.malformed()) {
            malformedDatagrams++;
        }
        for (NetlinkMessage message : decoded.messages()) {
            if (!answers.accept(message)) {
                strayMessages++;
            }
        }
    }

    /** Datagrams of the kernel that could not be split into messages. */
    public long malformedDatagrams() {
        return malformedDatagrams;
    }

    /** Messages that answered nothing we wait for, such as an answer after its time limit. */
    public long strayMessages() {
        return strayMessages;
    }

    @Override
    public void close() {
        socket.close();
    }
}
