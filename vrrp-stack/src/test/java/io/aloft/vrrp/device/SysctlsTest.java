package io.aloft.vrrp.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.vrrp.device.plan.Sysctl;
import io.aloft.vrrp.device.plan.SysctlPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysctlsTest {

    @TempDir
    Path root;

    private final List<String> complaints = new ArrayList<>();

    private static Sysctl sysctl(String file, int value) {
        return new Sysctl(file, value, "nothing works", true, false);
    }

    private void write(String file, String value) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), value + "\n", StandardCharsets.US_ASCII);
    }

    private Sysctls sysctls() {
        return new Sysctls(root, complaints::add);
    }

    @Test
    void whatWasSetComesBackUnlessSomebodyElseChangedIt() throws IOException {
        write("a", "0");
        write("b", "0");
        write("c", "1");
        Sysctls sysctls = sysctls();
        sysctls.set(List.of(sysctl("a", 1), sysctl("b", 1), sysctl("c", 1)));
        assertThat(sysctls.read("a")).hasValue(1);
        write("b", "2");
        sysctls.restoreAll();

        assertThat(sysctls.read("a")).hasValue(0);
        assertThat(sysctls.read("b")).hasValue(2);
        assertThat(sysctls.read("c")).hasValue(1);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aSecondReloadDoesNotTakeOurValueForTheOldOne() throws IOException {
        write("a", "0");
        Sysctls sysctls = sysctls();
        sysctls.set(List.of(sysctl("a", 1)));
        write("a", "0");
        sysctls.set(List.of(sysctl("a", 1)));
        sysctls.keepOnly(List.of(sysctl("a", 1)));
        assertThat(sysctls.read("a")).hasValue(1);
        sysctls.keepOnly(List.of());
        assertThat(sysctls.read("a")).hasValue(0);
    }

    @Test
    void aFailedWriteNamesFileValueAndConsequenceOnce() throws IOException {
        // A directory cannot be written, not even by root.
        Files.createDirectories(root.resolve("net/x"));
        Sysctls sysctls = sysctls();
        sysctls.set(List.of(sysctl("net/x", 1)));
        sysctls.set(List.of(sysctl("net/x", 1), new Sysctl("net/absent/y", 1, "", false, true)));

        assertThat(complaints)
                .singleElement()
                .asString()
                .startsWith("cannot set /proc/sys/net/x to 1: ")
                .endsWith("until it has that value nothing works");
    }

    @Test
    void aNumberOfMoreThanOneDigitIsReadWhole() throws IOException {
        // The kernel shows a setting in one read only. At least 301 on every machine
        // (Documentation/admin-guide/sysctl).
        assertThat(SettingFile.number(Path.of("/proc/sys/kernel/pid_max")).orElseThrow())
                .isGreaterThanOrEqualTo(301);
        write("long", "1234567890");
        assertThat(sysctls().read("long")).hasValue(1_234_567_890);
    }

    @Test
    void anInterfaceThatIsCalledLikeAWayOutIsNoSetting() throws IOException {
        write("net/outside", "0");
        Sysctls sysctls = sysctls();
        assertThat(sysctls.read("net/ipv4/../outside")).isEmpty();
        sysctls.set(List.of(sysctl("net/ipv4/../outside", 1)));
        assertThat(sysctls.read("net/outside")).hasValue(0);
        assertThat(complaints).singleElement().asString().contains("no such setting");
    }

    @Test
    void theSelfCheckMendsWhatSomebodyChanged() throws IOException {
        write("a", "0");
        Sysctls sysctls = sysctls();
        sysctls.set(List.of(sysctl("a", 1)));
        assertThat(sysctls.check(List.of(sysctl("a", 1)))).isTrue();
        write("a", "2");
        assertThat(sysctls.check(List.of(sysctl("a", 1)))).isFalse();
        assertThat(sysctls.read("a")).hasValue(1);
    }

    @Test
    void theFilterOfAllInterfacesIsHandedToEachThatHasAWeakerOne() {
        assertThat(SysctlPlan.reversePathFilters(1, Map.of("eth0", 0, "eth1", 2)))
                .extracting(sysctl -> sysctl.name() + "=" + sysctl.value())
                .containsExactly("net.ipv4.conf.eth0.rp_filter=1", "net.ipv4.conf.all.rp_filter=0");
        assertThat(SysctlPlan.reversePathFilters(0, Map.of("eth0", 0))).isEmpty();
    }
}
