package io.aloft.lab.kernel;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The addresses of one scenario. All scenarios of a sitting share one configuration file and one kernel table, so each
 * has a part of every number space, which follows from its number; a scenario writes and expects short names.
 *
 * <pre>
 *   VIP.1    10.9.NUMBER.1     VIP6::1   fd09:NUMBER::1
 *   RS.1     10.80.NUMBER.1    RS6::1    fd80:NUMBER::1
 *   MARK1    firewall mark NUMBER1
 *   WEB.1    10.77.0.21        WEB6::21  fd77::21            web servers with a host each, for real requests
 *   FILES    a directory of the scenario
 * </pre>
 */
final class Names {
    private final int number;
    private final Path files;
    private final Pattern service;

    /** @param files directory of all scenarios */
    Names(int number, Path files) {
        this.number = number;
        this.files = files.resolve(Integer.toString(number));
        service = Pattern.compile(
                "^(TCP|UDP|SCTP) +(10\\.9\\." + number + "\\.|\\[fd09:" + number + "::)|^FWM +" + number + "\\d ");
    }

    /** Where the scenario's scripts and watched files lie. */
    Path files() {
        return files;
    }

    /** A text with addresses instead of names. */
    String fill(String text) {
        return text.replace("VIP.", "10.9." + number + ".")
                .replace("RS.", "10.80." + number + ".")
                .replace("VIP6::", "fd09:" + number + "::")
                .replace("RS6::", "fd80:" + number + "::")
                .replace("WEB.", "10.77.0.2")
                .replace("WEB6::", "fd77::")
                .replace("MARK", Integer.toString(number))
                .replace("FILES", files.toString());
    }

    /** Whether a line of a listing that begins a service begins one of this scenario. */
    boolean owns(String line) {
        return service.matcher(line + " ").find();
    }

    /** A line of a listing with names instead of addresses, and single blanks. */
    String shorten(String line) {
        return line.strip()
                .replaceFirst("^-> ", "")
                .replaceAll("\\s+", " ")
                .replace("10.9." + number + ".", "VIP.")
                .replace("10.80." + number + ".", "RS.")
                .replace("fd09:" + number + "::", "VIP6::")
                .replace("fd80:" + number + "::", "RS6::")
                .replace("10.77.0.2", "WEB.")
                .replace("fd77::", "WEB6::")
                .replaceFirst("^FWM " + number, "FWM MARK");
    }
}
