package io.aloft.config.directive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every keyword of the language, from one resource. Checks of values, messages, suggestions and the support table all read
 * this; what a keyword does is registered by the same names in the binders.
 */
public final class DirectiveCatalog {

    /** Name of the top level in {@link Directive#block}. */
    public static final String ROOT = "(root)";

    private static final String RESOURCE = "directives.tsv";
    private static final DirectiveCatalog STANDARD = read();

    private final Map<String, Map<String, Directive>> blocks;

    private DirectiveCatalog(Map<String, Map<String, Directive>> blocks) {
        this.blocks = blocks;
    }

    /** The table of this program. */
    public static DirectiveCatalog standard() {
        return STANDARD;
    }

    /** The row of a keyword, or null when the block does not know it. */
    public @Nullable Directive find(String block, String keyword) {
        Map<String, Directive> rows = blocks.get(block);
        return rows == null ? null : rows.get(keyword);
    }

    /** As {@link #find}, for keywords that are known to be there. */
    public Directive get(String block, String keyword) {
        Directive found = find(block, keyword);
        if (found == null) {
            throw new IllegalArgumentException("no keyword " + keyword + " in " + block);
        }
        return found;
    }

    /** The path of the block that a keyword opens. */
    public static String pathOf(Directive directive) {
        boolean nested = !directive.block().equals(ROOT);
        return nested ? directive.block() + "/" + directive.keyword() : directive.keyword();
    }

    /** The row of the keyword that opens a block, the reverse of {@link #pathOf}; null for the top level. */
    public @Nullable Directive opening(String block) {
        int slash = block.lastIndexOf('/');
        return slash < 0 ? find(ROOT, block) : find(block.substring(0, slash), block.substring(slash + 1));
    }

    /** Every keyword of one block, in the order of the table. */
    public Collection<Directive> keywordsOf(String block) {
        return blocks.getOrDefault(block, Map.of()).values();
    }

    /** Every row. */
    public List<Directive> all() {
        return blocks.values().stream().flatMap(rows -> rows.values().stream()).toList();
    }

    private static DirectiveCatalog read() {
        try (InputStream in = DirectiveCatalog.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the table of directives is missing from the program: " + RESOURCE);
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            var blocks = new LinkedHashMap<String, Map<String, Directive>>();
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Directive row = row(line);
                blocks.computeIfAbsent(row.block(), b -> new LinkedHashMap<>()).put(row.keyword(), row);
            }
            return new DirectiveCatalog(blocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Directive row(String line) {
        List<String> c = new ArrayList<>(List.of(line.split("\t", -1)));
        String type = c.get(3);
        boolean lenient = type.endsWith("*");
        return new Directive(
                c.get(0),
                c.get(1),
                c.get(2),
                ArgumentType.of(lenient ? type.substring(0, type.length() - 1) : type),
                lenient,
                c.get(4),
                range(c.get(5)),
                c.get(6),
                Directive.Repeat.valueOf(name(c.get(7))),
                c.get(8).equals("-") ? Directive.Missing.OPTIONAL : Directive.Missing.valueOf(name(c.get(8))),
                bad(c.get(9)),
                relation(c.get(10)),
                c.get(11),
                Support.valueOf(c.get(12)),
                c.size() > 13 ? c.get(13) : "");
    }

    private static String name(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Directive.@Nullable Range range(String text) {
        int dots = text.indexOf("..");
        return dots < 0 ? null : new Directive.Range(text.substring(0, dots), text.substring(dots + 2));
    }

    private static Directive.Bad bad(String text) {
        return new Directive.Bad(text.startsWith("use ") ? text.substring(4) : null, text.equals("zero-is-one"));
    }

    private static Directive.@Nullable Relation relation(String text) {
        int blank = text.indexOf(' ');
        return blank < 0
                ? null
                : new Directive.Relation(
                        Directive.Relation.Kind.valueOf(name(text.substring(0, blank))), text.substring(blank + 1));
    }
}
