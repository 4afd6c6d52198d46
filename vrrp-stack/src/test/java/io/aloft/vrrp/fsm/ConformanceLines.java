package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import io.aloft.vrrp.fsm.RouterAction.AddAddresses;
import io.aloft.vrrp.fsm.RouterAction.AddEntries;
import io.aloft.vrrp.fsm.RouterAction.Adopt;
import io.aloft.vrrp.fsm.RouterAction.Announce;
import io.aloft.vrrp.fsm.RouterAction.AnnounceSource;
import io.aloft.vrrp.fsm.RouterAction.BlockTraffic;
import io.aloft.vrrp.fsm.RouterAction.CancelAnnouncements;
import io.aloft.vrrp.fsm.RouterAction.Conflict;
import io.aloft.vrrp.fsm.RouterAction.Log;
import io.aloft.vrrp.fsm.RouterAction.RefreshLease;
import io.aloft.vrrp.fsm.RouterAction.RemoveAddresses;
import io.aloft.vrrp.fsm.RouterAction.RemoveEntries;
import io.aloft.vrrp.fsm.RouterAction.Report;
import io.aloft.vrrp.fsm.RouterAction.ReportLowerPriority;
import io.aloft.vrrp.fsm.RouterAction.ReportPriority;
import io.aloft.vrrp.fsm.RouterAction.SendAdvertisement;
import io.aloft.vrrp.fsm.RouterAction.UnblockTraffic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Answers of routers and groups as lines that a person can compare with the RFC. */
final class ConformanceLines {

    private ConformanceLines() {}

    static List<String> of(Turn turn) {
        List<String> lines = new ArrayList<>();
        turn.groupFirst().forEach(change -> lines.addAll(change("group ", change)));
        for (Turn.MemberTransition one : turn.transitions()) {
            String x = one.member().spec().name() + " ";
            one.transition().actions().forEach(action -> lines.addAll(action(x, action)));
            lines.add(x + "is " + one.transition().state() + ", next "
                    + time(one.transition().nextDeadlineNanos()));
        }
        turn.groupChanges().forEach(change -> lines.addAll(change("group ", change)));
        return lines;
    }

    private static List<String> action(String x, RouterAction action) {
        return switch (action) {
            case Report report -> change("", report.change());
            case SendAdvertisement send -> List.of(x + "sends priority " + send.priority());
            case Adopt adopt -> List.of(x + "adopts priority " + adopt.spec().priority());
            case BlockTraffic block -> List.of(x + "blocks " + block.addresses());
            case UnblockTraffic unblock -> List.of(x + "unblocks " + unblock.addresses());
            case AddAddresses add ->
                List.of(x + "adds " + add.addresses()
                        + (add.leaseSeconds() == null ? "" : " for " + add.leaseSeconds() + " s"));
            case RefreshLease refresh ->
                List.of(x + "refreshes " + refresh.addresses() + " for " + refresh.seconds() + " s");
            case RemoveAddresses remove -> List.of(x + "removes " + remove.addresses());
            case AddEntries add ->
                List.of(x + "adds " + add.routes().size() + " routes, "
                        + add.rules().size() + " rules");
            case RemoveEntries remove ->
                List.of(x + "removes " + remove.rules().size() + " rules, "
                        + remove.routes().size() + " routes");
            case Announce announce -> List.of(x + "announces " + announce.addresses() + " x " + announce.rounds());
            case AnnounceSource announce -> List.of(x + "announces its source " + announce.address());
            case CancelAnnouncements cancel -> List.of(x + "cancels announcements");
            case ReportLowerPriority report -> List.of(x + "reports MASTER_RX_LOWER_PRI " + report.priority());
            case ReportPriority report -> List.of(x + "reports " + report.state() + "_PRIORITY " + report.priority());
            case Conflict conflict ->
                List.of(x + "counts " + conflict.kind() + " of " + conflict.sender() + " " + conflict.priority());
            case Log log -> List.of(x + (log.detail() ? "logs -D: " : "logs: ") + log.line());
        };
    }

    private static List<String> change(String kind, StateChange change) {
        List<String> lines = new ArrayList<>();
        lines.add("%s%s reports %s -> %s (%s) priority %d: %s"
                .formatted(
                        kind,
                        change.instance(),
                        change.from(),
                        change.to(),
                        change.word(),
                        change.priority(),
                        change.cause()));
        change.facts().forEach(fact -> lines.add("    " + fact));
        return lines;
    }

    static String time(long nanos) {
        return nanos == VirtualRouter.NEVER
                ? "never"
                : BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }
}
