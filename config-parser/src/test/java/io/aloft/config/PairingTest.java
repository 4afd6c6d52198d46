package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.lint.compare.Director;
import io.aloft.config.lint.compare.DirectorComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which instances of two directors are taken for one virtual router: seen by what is then said about the pair. */
class PairingTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void oneVridOnTwoInterfacesIsToldApartByName() throws IOException {
        List<Diagnostic> found = compare(
                instance("INSIDE", "eth0", 51, 150, "10.0.0.100") + instance("OUTSIDE", "eth1", 51, 150, "10.0.1.100"),
                instance("OUTSIDE", "eth1", 51, 100, "10.0.1.101") + instance("INSIDE", "eth0", 51, 100, "10.0.0.101"));
        assertThat(found)
                .allMatch(each -> each.code() == Code.ADDRESSES_DIFFER)
                .filteredOn(each -> each.message().contains("10.0.0.100"))
                .singleElement()
                .satisfies(each -> assertThat(
                                Objects.requireNonNull(each.related()).line())
                        .isGreaterThan(8));
    }

    @Test
    void oneVridOnTwoInterfacesIsToldApartByAddress() throws IOException {
        assertThat(compare(
                        instance("A", "eth0", 51, 150, "10.0.0.100") + instance("B", "eth1", 51, 150, "10.0.1.100"),
                        instance("C", "eth1", 51, 100, "10.0.1.100") + instance("D", "eth0", 51, 100, "10.0.0.100")))
                .isEmpty();
    }

    @Test
    void vridAndAddressTogetherWeighMoreThanTheName() throws IOException {
        assertThat(compare(
                        instance("VI_1", "eth0", 51, 150, "10.0.0.100")
                                + instance("VI_2", "eth0", 52, 150, "10.0.0.102"),
                        instance("VI_1", "eth0", 52, 100, "10.0.0.102")
                                + instance("VI_2", "eth0", 51, 100, "10.0.0.100")))
                .isEmpty();
    }

    @Test
    void aNameJoinsWhatAgreesInNothingElse() throws IOException {
        assertThat(compare(
                        instance("VI_1", "eth0", 51, 150, "10.0.0.100"),
                        instance("VI_1", "eth0", 52, 100, "10.0.0.101")))
                .extracting(Diagnostic::code)
                .containsExactly(Code.VRID_DIFFERS, Code.ADDRESSES_DIFFER, Code.ADDRESSES_DIFFER);
    }

    @Test
    void anAddressJoinsWhatAgreesInNothingElse() throws IOException {
        assertThat(compare(
                        instance("ONE", "eth0", 51, 150, "10.0.0.100"), instance("TWO", "eth0", 52, 100, "10.0.0.100")))
                .extracting(Diagnostic::code)
                .containsExactly(Code.VRID_DIFFERS);
    }

    @Test
    void aVridJoinsWhatAgreesInNothingElse() throws IOException {
        assertThat(compare(
                        instance("ONE", "eth0", 51, 150, "10.0.0.100"), instance("TWO", "eth0", 51, 100, "10.0.0.101")))
                .extracting(Diagnostic::code)
                .containsOnly(Code.ADDRESSES_DIFFER);
    }

    @Test
    void instancesWithNothingInCommonStayAlone() throws IOException {
        assertThat(compare(
                        instance("ONE", "eth0", 51, 150, "10.0.0.100"), instance("TWO", "eth0", 52, 100, "10.0.0.101")))
                .extracting(Diagnostic::code)
                .containsExactly(Code.INSTANCE_ON_ONE_SIDE, Code.INSTANCE_ON_ONE_SIDE);
    }

    private static String instance(String name, String device, int vrid, int priority, String address) {
        return """
                vrrp_instance %s {
                    interface %s
                    virtual_router_id %d
                    priority %d
                    virtual_ipaddress {
                        %s/24
                    }
                }
                """.formatted(name, device, vrid, priority, address);
    }

    private List<Diagnostic> compare(String a, String b) throws IOException {
        return DirectorComparison.compare(director("a.conf", a), director("b.conf", b));
    }

    private Director director(String name, String text) throws IOException {
        FakeHost host = FakeHost.withEverything();
        Path file = Files.writeString(directory.resolve(name), text);
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host), host);
        return new Director(Objects.requireNonNull(result.image()), result.origins());
    }
}
