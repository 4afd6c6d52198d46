package io.aloft.lab.witness;

import io.aloft.lab.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tshark, which knows neither daemon, says about a capture. */
public final class Dissector {
    private Dissector() {}

    /** What tshark must not find: anything malformed, a wrong checksum, an advert it warns of. */
    private static final String OBJECTIONS = "_ws.malformed || ip.checksum.status == 0 || vrrp.checksum.status == 0"
            + " || _ws.expert.severity >= 0x800000 || (vrrp && _ws.expert.severity >= 0x600000)";

    /** Number of packets that tshark objects to. */
    public static int malformed(Path capture) {
        return rows(capture, OBJECTIONS, List.of("frame.number")).size();
    }

    /**
     * Fields of every packet that passes a display filter.
     *
     * @param fields tshark's names; several values of one field are joined by commas
     */
    public static List<Map<String, String>> rows(Path capture, String filter, List<String> fields) {
        List<String> argv = new ArrayList<>(List.of(
                "tshark",
                "-n",
                "-r",
                capture.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-Y",
                filter,
                "-T",
                "fields",
                "-E",
                "separator=|"));
        fields.forEach(field -> argv.addAll(List.of("-e", field)));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : Command.run(argv).lines().toList()) {
            if (line.startsWith("Running as user")) {
                continue;
            }
            String[] values = line.split("\\|", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                row.put(fields.get(i), values[i]);
            }
            rows.add(row);
        }
        return List.copyOf(rows);
    }
}
