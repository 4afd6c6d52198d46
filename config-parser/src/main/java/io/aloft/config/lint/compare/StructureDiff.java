package io.aloft.config.lint.compare;

import static java.util.Map.entry;

import io.aloft.config.lint.Seconds;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.ScriptCommand;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where two records of one type differ, field by field and record by record, whatever fields they get in time. */
final class StructureDiff {

    /** Fields that are not named after their keyword. */
    private static final Map<String, String> KEYWORDS = Map.ofEntries(
            entry("scheduler", "lb_algo"),
            entry("flags", "lb_algo"),
            entry("onePacket", "ops"),
            entry("method", "lb_kind"),
            entry("tunnel", "lb_kind"),
            entry("family", "ip_family"),
            entry("needed", "quorum"),
            entry("up", "quorum_up"),
            entry("down", "quorum_down"),
            entry("defaultWeight", "weight"),
            entry("persistence", "persistence_timeout"),
            entry("timeoutSeconds", "persistence_timeout"),
            entry("granularity", "persistence_granularity"),
            entry("engine", "persistence_engine"),
            entry("upperThreshold", "uthreshold"),
            entry("lowerThreshold", "lthreshold"),
            entry("target", "connect_ip"),
            entry("bindAddress", "bindto"),
            entry("bindInterface", "bind_if"),
            entry("mark", "fwmark"),
            entry("timeout", "connect_timeout"),
            entry("virtualHost", "virtualhost"),
            entry("host", "virtualhost"),
            entry("statusCodes", "status_code"),
            entry("pattern", "regex"),
            entry("protocol", "http_protocol"),
            entry("sni", "enable_sni"),
            entry("serverName", "sni_name"),
            entry("closeNotify", "tls_compliant"));

    /** Records that are one value to the operator. */
    private static final Set<Class<?>> VALUES = Set.of(IpAddress.class, Endpoint.class, ScriptCommand.class);

    private static final int LONGEST = 60;

    /**
     * One difference.
     *
     * @param keyword what the operator writes for the field
     * @param here value of the first
     * @param there value of the second
     */
    record Difference(String keyword, String here, String there) {

        @Override
        public String toString() {
            return keyword + " is " + here + " here and " + there + " there";
        }
    }

    private final Set<String> ignored;
    private final List<Difference> found = new ArrayList<>();

    private StructureDiff(Set<String> ignored) {
        this.ignored = ignored;
    }

    /**
     * Every difference, in the order of the fields.
     *
     * @param ignored names of fields that are compared in another way or may differ
     */
    static List<Difference> of(Record here, Record there, String... ignored) {
        var diff = new StructureDiff(Set.of(ignored));
        diff.records(here, there);
        return diff.found;
    }

    private void records(Record here, Record there) {
        for (RecordComponent field : here.getClass().getRecordComponents()) {
            if (!ignored.contains(field.getName())) {
                values(keyword(field.getName()), value(field, here), value(field, there));
            }
        }
    }

    private void values(String keyword, @Nullable Object here, @Nullable Object there) {
        if (Objects.equals(here, there)) {
            return;
        }
        if (here instanceof List<?> ours && there instanceof List<?> theirs && ours.size() == theirs.size()) {
            for (int i = 0; i < ours.size(); i++) {
                values(keyword, ours.get(i), theirs.get(i));
            }
        } else if (here instanceof Record ours
                && there instanceof Record theirs
                && ours.getClass() == theirs.getClass()
                && !VALUES.contains(ours.getClass())) {
            records(ours, theirs);
        } else {
            found.add(new Difference(keyword, text(here), text(there)));
        }
    }

    private static @Nullable Object value(RecordComponent field, Record of) {
        try {
            return field.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("field " + field.getName() + " of " + of.getClass(), e);
        }
    }

    private static String keyword(String field) {
        String known = KEYWORDS.get(field);
        return known != null ? known : field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        String text = switch (value) {
            case null -> "not set";
            case Duration duration -> Seconds.text(duration);
            case CheckerSpec checker -> checker.keyword();
            case ScriptCommand script -> "'" + script.configured() + "'";
            case List<?> list when list.isEmpty() -> "none";
            case List<?> list -> list.stream().map(StructureDiff::text).toList().toString();
            default -> value.toString();
        };
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
