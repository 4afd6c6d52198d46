package io.aloft.lab.dump;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of a state dump with the lines that belong to it: {@code Label = value}, {@code Label :} before a list, a
 * heading, or free words.
 *
 * <p>Which line belongs to which shows in its indentation, except that what follows a heading is indented as the heading
 * is.
 *
 * @param text the line without indentation; of a heading, the name alone
 * @param children in the order of the dump
 */
public record DumpNode(String text, List<DumpNode> children) {
    private static final String HEADING = "------<";

    /** Reads a whole dump; the node returned stands for the dump itself. */
    public static DumpNode parse(String dump) {
        var root = new DumpNode("", new ArrayList<>());
        var open = new ArrayList<Open>();
        open.add(new Open(root, Integer.MIN_VALUE));
        dump.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String text = line.stripLeading();
            boolean heading = text.startsWith(HEADING);
            // Doubled, so that a heading can stand half a step above the lines that it heads.
            int depth = 2 * line.indexOf(text.charAt(0)) - (heading ? 1 : 0);
            var node = new DumpNode(heading ? text.replaceAll("[-<>]{2,} ?| ?>[-]+", "") : text, new ArrayList<>());
            while (open.getLast().depth() >= depth) {
                open.removeLast();
            }
            open.getLast().node().children().add(node);
            open.add(new Open(node, depth));
        });
        return root;
    }

    private record Open(DumpNode node, int depth) {}

    /** The value of the first child with this label, or the empty text. */
    public String get(String label) {
        return children.stream()
                .filter(child -> child.text.startsWith(label + " = "))
                .map(child -> child.text.substring(label.length() + 3))
                .findFirst()
                .orElse("");
    }

    /** The children with this text: of headings, what stands below each. */
    public List<DumpNode> sections(String name) {
        return children.stream().filter(child -> child.text.equals(name)).toList();
    }

    /** The children whose text starts so. */
    public List<DumpNode> startingWith(String start) {
        return children.stream().filter(child -> child.text.startsWith(start)).toList();
    }

    /** The same object with the value of another label where this one says that it takes that. */
    public DumpNode defaulting(String label, String unset, String other) {
        String line = label + " = " + unset;
        return new DumpNode(
                text,
                children.stream()
                        .map(child -> child.text.equals(line)
                                ? new DumpNode(label + " = " + get(other), child.children)
                                : child)
                        .toList());
    }

    /** The same object with what stands below its lines drawn up to them, except below lines that start with these words. */
    public DumpNode flattened(String... whole) {
        var flat = new ArrayList<DumpNode>();
        for (DumpNode child : children) {
            if (Arrays.stream(whole).anyMatch(child.text::startsWith)) {
                flat.add(child);
            } else {
                flat.add(new DumpNode(child.text, List.of()));
                flat.addAll(child.flattened(whole).children);
            }
        }
        return new DumpNode(text, flat);
    }
}
