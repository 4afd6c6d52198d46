package io.aloft.lab.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aloft.lab.process.Checkout;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real keepalived runs each configuration in namespaces of this machine and says what it works with; Aloft's image says
 * the same. Those with virtual servers need another kernel: {@link EffectiveValuesKernelTest}.
 */
@Tag("lab")
class EffectiveValuesLabTest {
    /** How many files of the corpus keepalived runs without IPVS; it refuses the others, or they name no interface. */
    private static final int CORPUS_FILES = 85;

    @Test
    void examplesMeanTheSame() throws IOException {
        try (DumpLab lab = new DumpLab()) {
            Examples.addTo(lab);
            List<DumpCase> wanted =
                    lab.cases().stream().filter(each -> !each.needsIpvs()).toList();
            lab.run(wanted);
            ValueReport report = ValueReport.of("examples", wanted);
            assertThat(report.findings()).isEmpty();
            assertThat(report.files()).isEqualTo(wanted.size());
        }
    }

    @Test
    void seldomWrittenKeywordsMeanTheSame() throws IOException {
        try (DumpLab lab = new DumpLab()) {
            lab.add(Checkout.file("lab/src/test/resources/effective-values/vrrp.conf"), "vrrp", "director");
            lab.run(lab.cases());
            ValueReport report = ValueReport.of("seldom", lab.cases());
            assertThat(report.findings()).isEmpty();
            assertThat(report.files()).isOne();
        }
    }

    @Test
    @Tag("corpus")
    void filesThatPeopleWroteMeanTheSame() throws IOException {
        assumeTrue(Corpus.isPresent(), Corpus::absence);
        try (DumpLab lab = new DumpLab()) {
            Corpus.addTo(lab);
            lab.run(lab.cases().stream().filter(each -> !each.needsIpvs()).toList());
            ValueReport report = ValueReport.of(
                    "corpus",
                    lab.cases().stream().filter(each -> !each.needsIpvs()).toList());
            assertThat(report.findings()).isEmpty();
            assertThat(report.files()).isGreaterThanOrEqualTo(CORPUS_FILES);
        }
    }
}
