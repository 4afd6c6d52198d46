package io.aloft.lab.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * As {@link EffectiveValuesLabTest}, for configurations with virtual servers: keepalived ends itself where the kernel has
 * no IPVS, so all of them run in one boot of a kernel that has it.
 */
@Tag("kernel")
class EffectiveValuesKernelTest {
    /** There is one slow processor inside, so only each third file of the corpus is run unless all are asked for. */
    private static final int STEP = Boolean.getBoolean("aloft.dump.all") ? 1 : 3;

    @Test
    void virtualServersMeanTheSame() throws IOException {
        try (DumpLab lab = new DumpLab()) {
            Examples.addTo(lab);
            List<DumpCase> wanted = new ArrayList<>(needIpvs(lab.cases()));
            int shipped = wanted.size();
            assertThat(shipped).isGreaterThan(1);
            if (Corpus.isPresent()) {
                int known = lab.cases().size();
                Corpus.addTo(lab);
                List<DumpCase> found =
                        needIpvs(lab.cases().subList(known, lab.cases().size()));
                for (int i = 0; i < found.size(); i += STEP) {
                    wanted.add(found.get(i));
                }
            }
            lab.runInKernel(wanted);
            ValueReport report = ValueReport.of("kernel", wanted);
            assertThat(report.findings()).isEmpty();
            // keepalived ends itself over a few of the files that people wrote.
            assertThat(report.files()).isGreaterThanOrEqualTo(shipped + (wanted.size() - shipped) * 3 / 4);
        }
    }

    private static List<DumpCase> needIpvs(List<DumpCase> cases) {
        return cases.stream().filter(DumpCase::needsIpvs).toList();
    }
}
