package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Suggestion;
import io.aloft.config.syntax.Word;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every name that the configuration defines or uses, with its places. What is undefined is said when everything has been read:
 * only then is it known whether the definition stands further down, or which name was probably meant.
 */
public final class Names {

    /** Each guess compares with every known name; where there are hundreds of undefined ones, a guess helps nobody. */
    private static final int GUESSES = 200;

    /** Whether a definition has to stand above its uses. */
    private enum Order {
        ABOVE,
        ANYWHERE
    }

    /** What keepalived makes of a second definition. */
    private enum Second {
        /** An error; the block is skipped. */
        REFUSED,
        /** Not noticed: the block is read, and never found by its name. */
        NOT_FOUND
    }

    /** What a name stands for, and keepalived's rules for it. */
    public enum Kind {
        SCRIPT("vrrp_script", Order.ABOVE, Second.NOT_FOUND, "no instance and no sync group tracks it; it is not run"),
        PROCESS("vrrp_track_process", Order.ABOVE, Second.NOT_FOUND, "no instance and no sync group tracks it"),
        TRACK_FILE("track_file", Order.ABOVE, Second.NOT_FOUND, "no instance, sync group or FILE_CHECK tracks it"),
        BFD("bfd_instance", Order.ABOVE, Second.REFUSED, "no instance, sync group or BFD_CHECK tracks it"),
        TRACK_GROUP("track_group", Order.ABOVE, Second.REFUSED, "no static address, route or rule follows it"),
        SERVER_GROUP("virtual_server_group", Order.ANYWHERE, Second.NOT_FOUND, "no virtual_server names it"),
        SYNC_GROUP("vrrp_sync_group", Order.ANYWHERE, Second.REFUSED, null),
        INSTANCE("vrrp_instance", Order.ANYWHERE, Second.REFUSED, null),
        /** Interfaces that VMACs and ipvlans make. */
        VIRTUAL_INTERFACE("use_vmac", Order.ANYWHERE, Second.REFUSED, null),
        /** Interfaces whose gratuitous ARPs a {@code garp_group} paces. */
        PACED_INTERFACE("garp_group", Order.ANYWHERE, Second.REFUSED, null);

        private static final Map<String, Kind> BY_BLOCK = byBlock();

        private final String block;
        private final Order order;
        private final Second second;
        private final @Nullable String unused;

        /**
         * Describes one kind.
         *
         * @param unused what is said when nothing uses it, or null when it needs no user
         */
        Kind(String block, Order order, Second second, @Nullable String unused) {
            this.block = block;
            this.order = order;
            this.second = second;
            this.unused = unused;
        }

        /** Keyword of the block that defines it. */
        public String block() {
            return block;
        }

        /** The kind that a block at the top level defines, or null. */
        static @Nullable Kind of(String keyword) {
            return BY_BLOCK.get(keyword);
        }

        private static Map<String, Kind> byBlock() {
            var kinds = new HashMap<String, Kind>();
            for (Kind kind : values()) {
                kinds.put(kind.block, kind);
            }
            kinds.put("vrrp_track_file", TRACK_FILE);
            return kinds;
        }
    }

    /** Where one name stands. */
    private static final class Entry {
        private @Nullable SourceLocation written;
        private @Nullable SourceLocation defined;
        private boolean withdrawn;
        private boolean used;
    }

    /** A use of a name that may be defined further down. */
    private record Open(Kind kind, String name, SourceLocation location, StatusClass statusClass, String message) {}

    private int guesses;
    private final Map<Kind, Map<String, Entry>> entries = new EnumMap<>(Kind.class);
    private final List<Open> open = new ArrayList<>();

    /** Defines the name behind the keyword of a block. False when the block has to be skipped, which has been reported. */
    boolean define(Kind kind, Word name, BindContext context) {
        Entry entry = entry(kind, name.text());
        SourceLocation first = entry.defined;
        if (first == null) {
            entry.written = entry.written == null ? name.location() : entry.written;
            entry.defined = name.location();
            entry.withdrawn = false;
            return true;
        }
        boolean refused = kind.second == Second.REFUSED;
        String message = kind.block + " " + name.text() + " is defined a second time; "
                + (refused ? "this block is ignored" : "the first one is found by its name, this one never");
        context.diagnostics()
                .add((refused
                                ? Diagnostic.error(
                                        Code.DUPLICATE_NAME, StatusClass.GENERAL_ERROR, name.location(), message)
                                : Diagnostic.warning(Code.DUPLICATE_NAME, StatusClass.OK, name.location(), message))
                        .withRelated(first));
        return !refused;
    }

    /** Takes a name that nobody else may have: null, or where somebody has taken it before. */
    @Nullable
    SourceLocation claim(Kind kind, Word name) {
        Entry entry = entry(kind, name.text());
        SourceLocation first = entry.defined;
        entry.defined = first == null ? name.location() : first;
        return first;
    }

    /** Takes back a definition that turned out to be unusable; one of the same name further down counts then. */
    void withdraw(Kind kind, Word name) {
        Entry entry = entry(kind, name.text());
        if (name.location().equals(entry.defined)) {
            entry.defined = null;
            entry.withdrawn = true;
        }
    }

    /**
     * Uses a name that has to be defined above. False when it is not; {@link #reportUndefined} says so later, when it is known
     * whether the definition stands further down.
     *
     * @param keyword that uses it
     * @param consequence what happens without it
     */
    boolean use(Kind kind, Word name, String keyword, String consequence, BindContext context) {
        boolean known = isDefined(kind, name.text());
        note(kind, name, keyword, StatusClass.GENERAL_ERROR, consequence, context, !known);
        return known;
    }

    /**
     * Uses a name that may be defined anywhere.
     *
     * @param statusClass what keepalived makes of an undefined name
     * @param consequence what happens without it
     */
    void useAnywhere(
            Kind kind, Word name, String keyword, StatusClass statusClass, String consequence, BindContext context) {
        note(kind, name, keyword, statusClass, consequence, context, true);
    }

    private void note(
            Kind kind,
            Word name,
            String keyword,
            StatusClass statusClass,
            String consequence,
            BindContext context,
            boolean isOpen) {
        entry(kind, name.text()).used = true;
        if (isOpen) {
            String where = kind.order == Order.ABOVE ? " above this line" : "";
            String message = keyword + ": there is no " + kind.block + " " + name.text() + where + "; " + consequence;
            open.add(new Open(kind, name.text(), name.location(), statusClass, context.inContext(message)));
        }
    }

    /** Whether the name has a definition that can be used. */
    public boolean isDefined(Kind kind, String name) {
        Entry entry = entries.getOrDefault(kind, Map.of()).get(name);
        return entry != null && entry.defined != null;
    }

    /** Reports the names that were used and are defined nowhere, or too late. Called when everything has been read. */
    public void reportUndefined(Diagnostics into) {
        for (Open use : open) {
            if (use.kind.order == Order.ABOVE || !isDefined(use.kind, use.name)) {
                into.add(explained(use));
            }
        }
    }

    /** Reports the names that are defined and used nowhere. Called when everything has been read. */
    public void reportUnused(Diagnostics into) {
        entries.forEach((kind, names) -> names.forEach((name, entry) -> {
            if (kind.unused != null && entry.defined != null && !entry.used) {
                into.add(Diagnostic.warning(
                        Code.UNUSED_NAME, StatusClass.OK, entry.defined, kind.block + " " + name + ": " + kind.unused));
            }
        }));
    }

    private Diagnostic explained(Open use) {
        Kind kind = use.kind;
        String name = use.name;
        Diagnostic found = use.statusClass == StatusClass.OK
                ? Diagnostic.warning(Code.UNDEFINED_NAME, use.statusClass, use.location, use.message)
                : Diagnostic.error(Code.UNDEFINED_NAME, use.statusClass, use.location, use.message);
        Entry entry = entry(kind, name);
        if (entry.written != null) {
            String hint =
                    entry.withdrawn ? "its block cannot be used, mend that first" : "move its block above this use";
            return found.withRelated(entry.written).withHint(hint);
        }
        if (++guesses > GUESSES) {
            return found;
        }
        Map<String, Entry> known = entries.getOrDefault(kind, Map.of());
        List<String> written = known.keySet().stream()
                .filter(other -> written(known.get(other)))
                .toList();
        String closest = Suggestion.closest(name, written);
        Entry meant = closest == null ? null : known.get(closest);
        if (meant == null) {
            return found;
        }
        // One message is enough about one misspelt name.
        meant.used = true;
        return found.withRelated(meant.written).withHint("did you mean '" + closest + "'?");
    }

    private static boolean written(@Nullable Entry entry) {
        return entry != null && entry.written != null;
    }

    private Entry entry(Kind kind, String name) {
        return entries.computeIfAbsent(kind, k -> new LinkedHashMap<>()).computeIfAbsent(name, n -> new Entry());
    }
}
