package io.aloft.ipvs.admin;

import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.admin.ListFormat.Columns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code -L} is to show: its options exclude each other, and some of them win over others. */
final class ListValues {

    /** The first one that is given counts. */
    private static final List<Selector> SELECTORS = List.of(
            new Selector(AdminOption.STATS, Columns.STATS),
            new Selector(AdminOption.RATE, Columns.RATE),
            new Selector(AdminOption.THRESHOLDS, Columns.THRESHOLDS),
            new Selector(AdminOption.PERSISTENT_CONNECTIONS, Columns.PERSISTENT),
            new Selector(AdminOption.TUNNEL_INFO, Columns.TUNNEL));

    private record Selector(AdminOption option, Columns columns) {}

    private ListValues() {}

    static AdminRequest request(AdminValues values) throws AdminRefusal {
        checkConflicts(values);
        boolean numeric = values.has(AdminOption.NUMERIC);
        if (values.has(AdminOption.CONNECTION)) {
            return new AdminRequest.ListConnections(numeric, values.has(AdminOption.PERSISTENT_CONNECTIONS));
        }
        if (values.has(AdminOption.TIMEOUT)) {
            return new AdminRequest.ListTimeouts();
        }
        if (values.has(AdminOption.DAEMON)) {
            return new AdminRequest.ListDaemons();
        }
        ServiceKey service = values.hasService() ? values.key() : null;
        boolean sorted = !values.has(AdminOption.NOSORT);
        return values.has(AdminOption.JSON)
                ? new AdminRequest.ListJson(service, sorted)
                : table(service, new ListFormat(columns(values), numeric, values.has(AdminOption.EXACT), sorted));
    }

    private static AdminRequest table(@Nullable ServiceKey service, ListFormat format) {
        return new AdminRequest.ListTable(service, format);
    }

    private static Columns columns(AdminValues values) {
        return SELECTORS.stream()
                .filter(selector -> values.has(selector.option()))
                .map(Selector::columns)
                .findFirst()
                .orElse(Columns.TABLE);
    }

    /** Those are columns of the table, which is not listed. */
    private static void checkConflicts(AdminValues values) throws AdminRefusal {
        boolean connections = values.has(AdminOption.CONNECTION);
        boolean other = connections || values.has(AdminOption.TIMEOUT) || values.has(AdminOption.DAEMON);
        boolean columns = values.has(AdminOption.STATS)
                || values.has(AdminOption.RATE)
                || values.has(AdminOption.THRESHOLDS)
                || values.has(AdminOption.PERSISTENT_CONNECTIONS) && !connections
                || values.has(AdminOption.JSON);
        if (other && columns) {
            throw AdminRefusal.because("options conflicts in the list command");
        }
    }
}
