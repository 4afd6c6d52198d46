package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keywords of this configuration that Aloft accepts but does not act on yet, each with the place of its first use. */
public final class NotYetSupported {

    private final Map<String, SourceLocation> first = new LinkedHashMap<>();

    void add(Directive directive, SourceLocation location) {
        String where = directive.block().equals(DirectiveCatalog.ROOT) ? "" : " in " + directive.block();
        add(directive.keyword() + where, location);
    }

    /** Adds something that is no whole keyword, such as an option. */
    public void add(String what, SourceLocation location) {
        first.putIfAbsent(what, location);
    }

    /** In order of first use. */
    public Map<String, SourceLocation> firstUses() {
        return first;
    }
}
