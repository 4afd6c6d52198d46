package io.aloft.netlink.exchange;

import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.posix.PosixException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the answers to one batch, whose sequence numbers are consecutive. */
final class Answers {

    private final List<NetlinkRequest> batch;
    private final int firstSequence;
    private final int portId;
    private final List<List<NetlinkMessage>> replies = new ArrayList<>();
    private final List<@Nullable NetlinkOutcome> outcomes = new ArrayList<>();
    private boolean interrupted;
    private boolean lost;
    private @Nullable PosixException socketFailure;

    Answers(List<NetlinkRequest> batch, int firstSequence, int portId) {
        this.batch = batch;
        this.firstSequence = firstSequence;
        this.portId = portId;
        for (int i = 0; i < batch.size(); i++) {
            replies.add(new ArrayList<>());
            outcomes.add(null);
        }
    }

    /** Takes one message of the kernel; false when it answers nothing of this batch. */
    boolean accept(NetlinkMessage message) {
        int index = message.sequence() - firstSequence;
        if (message.portId() != portId || index < 0 || index >= batch.size() || outcomes.get(index) != null) {
            return false;
        }
        interrupted |= message.has(Netlink.NLM_F_DUMP_INTR) && batch.get(index).isDump();
        if (Acknowledgement.ends(message)) {
            outcomes.set(index, outcome(index, Acknowledgement.decode(message)));
        } else if (message.type() >= Netlink.NLMSG_MIN_TYPE) {
            replies.get(index).add(message);
        }
        return true;
    }

    private NetlinkOutcome outcome(int index, Optional<Acknowledgement> acknowledgement) {
        String operation = batch.get(index).operation();
        if (acknowledgement.isEmpty()) {
            return new NetlinkOutcome.Failed(NetlinkException.malformed(operation));
        }
        Acknowledgement known = acknowledgement.get();
        return known.errno() == 0
                ? new NetlinkOutcome.Done(List.copyOf(replies.get(index)))
                : new NetlinkOutcome.Failed(NetlinkException.refused(operation, known.errno(), known.kernelText()));
    }

    /**
     * True when nothing more can come. The kernel answers in order, so an answer to the last request means that the
     * earlier ones without an answer will get none (it gives none when its own work ended with EINTR).
     */
    boolean complete() {
        return outcomes.getLast() != null;
    }

    /** The kernel dropped answers. */
    void lost() {
        lost = true;
    }

    void fail(PosixException failure) {
        socketFailure = failure;
    }

    /** True when a dump saw its table change. */
    boolean interrupted() {
        return interrupted;
    }

    /**
     * One outcome per request. One without an answer was carried out when it is quiet, a later one has an answer and none
     * got lost; otherwise it fails with the reason that is known.
     */
    List<NetlinkOutcome> outcomes(Duration answerLimit) {
        NetlinkOutcome[] result = new NetlinkOutcome[batch.size()];
        boolean laterAnswered = false;
        for (int i = batch.size() - 1; i >= 0; i--) {
            NetlinkOutcome outcome = outcomes.get(i);
            if (outcome != null) {
                laterAnswered = true;
                result[i] = outcome;
            } else if (batch.get(i).isQuiet() && laterAnswered && !lost) {
                result[i] = new NetlinkOutcome.Done(List.copyOf(replies.get(i)));
            } else {
                result[i] = new NetlinkOutcome.Failed(whyMissing(batch.get(i).operation(), answerLimit));
            }
        }
        return List.of(result);
    }

    private NetlinkException whyMissing(String operation, Duration answerLimit) {
        if (socketFailure != null) {
            return NetlinkException.of(operation, socketFailure);
        }
        return lost ? NetlinkException.answerLost(operation) : NetlinkException.unanswered(operation, answerLimit);
    }
}
