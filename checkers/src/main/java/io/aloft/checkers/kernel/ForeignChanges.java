package io.aloft.checkers.kernel;

import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.plan.TableComparison;
import io.aloft.ipvs.plan.TableDifference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other programs did to our services: counted, and told once for as long as they keep doing it. */
final class ForeignChanges {

    /** Lines of one look: of an emptied table everybody knows by then. */
    private static final int MOST_LINES = 20;

    private static final Logger log = LoggerFactory.getLogger(ForeignChanges.class);

    private Set<String> toldLastRound = new HashSet<>();
    private Set<String> found = new HashSet<>();
    private long count;
    private int lines;

    /** Differences found so far. */
    long count() {
        return count;
    }

    void beginRound() {
        toldLastRound = found;
        found = new HashSet<>();
    }

    void beginLook() {
        lines = 0;
    }

    /**
     * Compares one service.
     *
     * @return whether somebody changed it
     */
    boolean find(IpvsEntry left, @Nullable IpvsEntry now) {
        if (left.equals(now)) {
            return false;
        }
        IpvsTable actual = now == null ? IpvsTable.EMPTY : IpvsTable.of(List.of(now));
        List<TableDifference> differences = TableComparison.between(IpvsTable.of(List.of(left)), actual);
        for (TableDifference difference : differences) {
            String sentence = difference.toString();
            count++;
            if (found.add(sentence) && !toldLastRound.contains(sentence) && ++lines <= MOST_LINES) {
                log.warn("Another program changed the IPVS table: {}; it is put right", sentence);
            }
        }
        return !differences.isEmpty();
    }

    void endLook() {
        if (lines > MOST_LINES) {
            log.warn("Another program changed the IPVS table: {} more differences", lines - MOST_LINES);
        }
    }
}
