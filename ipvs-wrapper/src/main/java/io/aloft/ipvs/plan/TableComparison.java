package io.aloft.ipvs.plan;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.plan.TableDifference.Kind;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What somebody else has changed in the kernel's table, for telling the operator. There is a difference exactly when
 * {@link IpvsDiff} has commands that undo it.
 */
public final class TableComparison {

    private TableComparison() {}

    /**
     * The differences, service by service in the order of {@code known}.
     *
     * @param known what we left in the table
     * @param actual what is in it; a service that is in this one only is a difference, so whoever wants to leave others'
     *     services alone does not read them
     */
    public static List<TableDifference> between(IpvsTable known, IpvsTable actual) {
        var differences = new ArrayList<TableDifference>();
        var keys = new LinkedHashSet<ServiceKey>(known.entries().keySet());
        keys.addAll(actual.entries().keySet());
        for (ServiceKey key : keys) {
            IpvsEntry before = known.entries().get(key);
            IpvsEntry now = actual.entries().get(key);
            if (now == null) {
                differences.add(new TableDifference(key, null, Kind.MISSING, ""));
            } else if (before == null) {
                differences.add(new TableDifference(key, null, Kind.UNEXPECTED, ""));
            } else {
                compare(before, now, differences);
            }
        }
        return List.copyOf(differences);
    }

    private static void compare(IpvsEntry before, IpvsEntry now, List<TableDifference> differences) {
        ServiceKey key = before.service().key();
        if (!before.service().equals(now.service())) {
            String details = AttributeWords.changes(before.service(), now.service());
            differences.add(new TableDifference(key, null, Kind.CHANGED, details));
        }
        var endpoints = new LinkedHashSet<Endpoint>(before.destinations().keySet());
        endpoints.addAll(now.destinations().keySet());
        for (Endpoint endpoint : endpoints) {
            IpvsDestination was = before.destinations().get(endpoint);
            IpvsDestination is = now.destinations().get(endpoint);
            if (is == null) {
                differences.add(new TableDifference(key, endpoint, Kind.MISSING, ""));
            } else if (was == null) {
                differences.add(new TableDifference(key, endpoint, Kind.UNEXPECTED, ""));
            } else if (!was.equals(is)) {
                String details = AttributeWords.changes(was, is);
                differences.add(new TableDifference(key, endpoint, Kind.CHANGED, details));
            }
        }
    }
}
