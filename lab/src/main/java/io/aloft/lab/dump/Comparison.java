package io.aloft.lab.dump;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** What the comparison of one dump with one image found. */
public final class Comparison {
    private int values;
    private final List<String> differences = new ArrayList<>();
    private final TreeSet<String> unknown = new TreeSet<>();
    private final Map<String, Integer> passedOver = new TreeMap<>();

    /** How many values were compared. */
    public int values() {
        return values;
    }

    /** Where the two disagree, with both values. */
    public List<String> differences() {
        return Collections.unmodifiableList(differences);
    }

    /** Lines that no mapping knows. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** How many lines were passed over, by reason. */
    public Map<String, Integer> passedOver() {
        return Collections.unmodifiableMap(passedOver);
    }

    /** A whole section that is not compared. */
    void passOver(String reason, DumpNode section) {
        passedOver.merge(reason, section.children().size(), Integer::sum);
    }

    void unknownLine(String text) {
        unknown.add(text);
    }

    /** One value that is no line of its own. */
    void value(String where, Object theirs, Object ours) {
        values++;
        if (!theirs.toString().equals(ours.toString())) {
            differences.add(where + ": keepalived " + theirs + ", Aloft " + ours);
        }
    }

    /** The lines below a node against one object. */
    <T> void object(String where, DumpNode node, T ours, Mapping<T> mapping) {
        Map<DumpNode, String> left = new LinkedHashMap<>();
        var found = new LinkedHashMap<Mapping.Rule<T>, List<String>>();
        for (DumpNode child : node.children()) {
            Mapping.Rule<T> rule = mapping.rules().stream()
                    .filter(each -> each.line().matcher(child.text()).matches())
                    .findFirst()
                    .orElse(null);
            switch (rule) {
                case null -> left.put(child, child.text());
                case Mapping.Ignored<T> ignored -> passedOver.merge(ignored.reason(), 1, Integer::sum);
                case Mapping.Compared<T> compared -> {
                    Matcher matcher = compared.line().matcher(child.text());
                    if (matcher.matches()) {
                        found.computeIfAbsent(compared, key -> new ArrayList<>())
                                .addAll(compared.theirs().apply(new Mapping.Line(child, matcher.toMatchResult())));
                    }
                }
            }
        }
        left.values().forEach(text -> unknown.add(where.replaceAll("[ (].*", "") + " | " + text));
        for (Mapping.Rule<T> rule : mapping.rules()) {
            if (rule instanceof Mapping.Compared<T> compared) {
                List<String> theirs = found.getOrDefault(compared, List.of());
                List<String> expected = compared.ours().apply(ours);
                if (compared.onlyWhenSet() && expected.isEmpty()) {
                    continue;
                }
                values += Math.max(theirs.size(), expected.size());
                if (!theirs.equals(expected)) {
                    differences.add(where + ", " + compared.label() + ": keepalived " + text(theirs) + ", Aloft "
                            + text(expected));
                }
            }
        }
    }

    /** Objects of one kind, found by name; one that only one of the two has is a difference. */
    <T> void objects(String kind, Map<String, DumpNode> theirs, Map<String, T> ours, Mapping<T> mapping) {
        value(kind + " names", theirs.keySet(), ours.keySet());
        theirs.forEach((name, node) -> {
            T object = ours.get(name);
            if (object != null) {
                object(kind + " " + name, node, object, mapping);
            }
        });
    }

    /** Objects of one kind that stand in the same order in both. */
    <T> void list(String kind, List<DumpNode> theirs, List<T> ours, Mapping<T> mapping) {
        value(kind + ", number", theirs.size(), ours.size());
        for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
            object(kind + " " + (i + 1), theirs.get(i), ours.get(i), mapping);
        }
    }

    private static String text(List<String> values) {
        return values.isEmpty() ? "(none)" : String.join(" | ", values);
    }
}
