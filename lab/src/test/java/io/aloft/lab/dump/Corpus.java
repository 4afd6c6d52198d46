package io.aloft.lab.dump;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that people wrote, which lie beside the checkout. */
final class Corpus {
    private static final Path ROOT = Path.of(System.getProperty("aloft.corpus", "../../shared/corpus"));

    /** Exit status of keepalived -t that says that it does not run the file at all. */
    private static final int REFUSED = 2;

    /** From here on it is a signal or a time-out. */
    private static final int ABNORMAL = 100;

    private Corpus() {}

    static boolean isPresent() {
        return Files.isDirectory(ROOT);
    }

    static String absence() {
        return "no corpus at " + ROOT.toAbsolutePath() + " (-Daloft.corpus=DIR)";
    }

    /** Every file that keepalived does not refuse, in the order of the index. */
    static void addTo(DumpLab lab) throws IOException {
        List<String> index = Files.readAllLines(ROOT.resolve("index.tsv"), StandardCharsets.UTF_8);
        for (String row : index.subList(1, index.size())) {
            String[] column = row.split("\t", -1);
            int status = Integer.parseInt(column[4]);
            if (status != REFUSED && status < ABNORMAL) {
                String options = column.length > 6 ? column[6] : "";
                String id = options.startsWith("-i ") ? options.substring(3).strip() : "oracle";
                lab.add(ROOT.resolve("conf").resolve(column[0]), column[0].replaceAll("\\W", "-"), id);
            }
        }
    }
}
