package io.aloft.lab.firewall;

import io.aloft.lab.netns.TestHost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code nft list ruleset} prints, so that two can be compared: by table and block, without the order of sets. */
record FilterListing(SortedMap<String, String> blocks) {

    static FilterListing of(TestHost host) {
        return parse(host.run("nft", "list", "ruleset"));
    }

    static FilterListing parse(String text) {
        SortedMap<String, String> blocks = new TreeMap<>();
        String table = "";
        String block = "";
        List<String> body = new ArrayList<>();
        for (String line : text.replaceAll(",\\s*\\n\\s*", ", ").split("\n", -1)) {
            String trimmed = line.strip().replaceAll("packets \\d+ bytes \\d+", "packets n bytes n");
            if (trimmed.startsWith("table ")) {
                table = trimmed;
            } else if (block.isEmpty() && trimmed.endsWith("{")) {
                block = trimmed;
            } else if (trimmed.equals("}") && !block.isEmpty()) {
                blocks.put(table + " " + block, String.join("\n", body));
                block = "";
                body.clear();
            } else if (!block.isEmpty()) {
                body.add(sortedElements(trimmed));
            }
        }
        return new FilterListing(blocks);
    }

    private static String sortedElements(String line) {
        if (!line.startsWith("elements = {")) {
            return line;
        }
        String[] elements = line.substring(line.indexOf('{') + 1, line.lastIndexOf('}'))
                .strip()
                .split(",\\s*", -1);
        Arrays.sort(elements);
        return "elements = " + Arrays.toString(elements);
    }

    /** Without what keepalived has only since 2.4: the guard of the parent's link-local address, and MLDv1. */
    FilterListing asOldKeepalived() {
        SortedMap<String, String> old = new TreeMap<>();
        for (Map.Entry<String, String> entry : blocks.entrySet()) {
            if (!entry.getKey().contains("set parent_link_local")
                    && !entry.getKey().contains("set mld-report")) {
                old.put(
                        entry.getKey(),
                        entry.getValue()
                                .replaceAll("(?m)^icmpv6 type nd-neighbor-advert .*@parent_link_local.*\\n", "")
                                .replace("@mld-report", "mld2-listener-report"));
            }
        }
        return new FilterListing(old);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        blocks.forEach(
                (name, body) -> text.append(name).append('\n').append(body).append("\n\n"));
        return text.toString();
    }
}
