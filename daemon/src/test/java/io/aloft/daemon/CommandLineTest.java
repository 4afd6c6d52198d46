package io.aloft.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void shortOptionsMayBeBundledAndTheLastMayTakeAValue() {
        CommandLine line = CommandLine.parse("-nlDf", "/etc/k.conf", "-p/run/k.pid");
        assertThat(line.errors()).isEmpty();
        assertThat(line.given())
                .containsOnlyKeys(Option.DONT_FORK, Option.LOG_CONSOLE, Option.LOG_DETAIL, Option.USE_FILE, Option.PID);
        assertThat(line.value(Option.USE_FILE)).contains("/etc/k.conf");
        assertThat(line.value(Option.PID)).contains("/run/k.pid");
    }

    @Test
    void longOptionsMayBeCutToAUniquePrefix() {
        CommandLine line = CommandLine.parse("--use=/a", "--dont-f", "--pid", "/b", "--vrrp");
        assertThat(line.errors()).isEmpty();
        assertThat(line.value(Option.USE_FILE)).contains("/a");
        assertThat(line.value(Option.PID)).contains("/b");
        assertThat(line.given()).containsKeys(Option.DONT_FORK, Option.VRRP);
    }

    @Test
    void anOptionalValueMustBeAttached() {
        assertThat(CommandLine.parse("-t/log").value(Option.CONFIG_TEST)).contains("/log");
        assertThat(CommandLine.parse("--config-test=/log").value(Option.CONFIG_TEST))
                .contains("/log");
        CommandLine apart = CommandLine.parse("-t", "/log");
        assertThat(apart.value(Option.CONFIG_TEST)).isEmpty();
        assertThat(apart.unexpected()).containsExactly("/log");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Z | unknown option -Z; aloft --help lists them all",
                "--frobnicate | unknown option --frobnicate; aloft --help lists them all",
                "--dont | --dont could be any of --dont-fork, --dont-respawn, --dont-release-vrrp, --dont-release-ipvs",
                "-f | -f needs a value: FILE",
                "--pid= | --pid needs a value: FILE",
                "--vrrp=1 | --vrrp takes no value",
                "-x | -x (enable SNMP) is not supported yet; leave it out",
            })
    void everyMistakeIsNamed(String argument, String error) {
        assertThat(CommandLine.parse(argument).errors()).containsExactly(error);
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThat(CommandLine.parse("-Z", "--nope", "-f").errors()).hasSize(3);
    }

    @Test
    void noTwoOptionsShareAName() {
        assertThat(Option.values()).extracting(option -> option.longName).doesNotHaveDuplicates();
        assertThat(Option.values())
                .extracting(option -> option.shortName)
                .filteredOn(name -> name != null)
                .doesNotHaveDuplicates();
    }
}
