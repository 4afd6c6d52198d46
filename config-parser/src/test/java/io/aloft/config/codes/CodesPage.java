package io.aloft.config.codes;

import io.aloft.config.diagnostic.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** {@code docs/codes.md}: a table of all codes, then what each means. */
final class CodesPage {

    /** By the hundreds of the number. */
    private static final Map<Integer, String> GROUPS = Map.ofEntries(
            Map.entry(10, "Files, lines and definitions"),
            Map.entry(11, "Braces and quotes"),
            Map.entry(12, "Keywords and arguments"),
            Map.entry(13, "Values"),
            Map.entry(14, "Names"),
            Map.entry(15, "VRRP instances, groups and tracking"),
            Map.entry(16, "Addresses, interfaces, routes and rules"),
            Map.entry(17, "Scripts and security"),
            Map.entry(18, "Virtual servers and checkers"),
            Map.entry(19, "The process as a whole, and what is not built yet"));

    private CodesPage() {}

    static List<String> lines() {
        var lines = new ArrayList<>(List.of(
                "# Codes",
                "",
                "Every message about a configuration ends in a code, which names the kind of trouble. `aloft explain ALO-1301` prints",
                "what stands here. A code keeps its number and its meaning for ever. This page is generated from the explanations.",
                "",
                "| code | what happened |",
                "| --- | --- |"));
        for (Code code : Code.values()) {
            lines.add("| [" + code.id() + "](#" + anchor(code) + ") | " + code.title() + " |");
        }
        int group = 0;
        for (Explanation one : Explanations.all()) {
            if (one.code().number() / 100 != group) {
                group = one.code().number() / 100;
                lines.addAll(List.of("", "## " + heading(group)));
            }
            append(one, lines);
        }
        return lines;
    }

    private static String heading(int group) {
        int thousands = group / 10;
        return thousands == 1
                ? Objects.requireNonNull(GROUPS.get(group), "group " + group)
                : thousands == 2 ? "Linter" : "Two directors compared";
    }

    private static String anchor(Code code) {
        return code.id().toLowerCase(Locale.ROOT);
    }

    private static void append(Explanation one, List<String> lines) {
        Code code = one.code();
        lines.addAll(List.of("", "### <a id=\"" + anchor(code) + "\"></a>" + code.id() + ": " + code.title()));
        for (Explanation.Paragraph paragraph : one.paragraphs()) {
            lines.addAll(List.of("", "**" + paragraph.heading() + "**: " + paragraph.text()));
        }
        example("Wrong", one.wrong(), lines);
        example("Right", one.right(), lines);
    }

    private static void example(String heading, List<String> example, List<String> lines) {
        if (!example.isEmpty()) {
            lines.addAll(List.of("", "**" + heading + "**:", "", "```"));
            lines.addAll(example);
            lines.add("```");
        }
    }
}
