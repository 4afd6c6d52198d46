package io.aloft.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpvsPhrasesTest {

    private static final ServiceKey KEY = new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of("10.9.9.9"), 80));
    private static final IpvsService SERVICE =
            new IpvsService(KEY, new IpvsService.Attributes("twos", 0, 0, 0xffffffff));
    private static final IpvsDestination DESTINATION = new IpvsDestination(
            new Endpoint(IpAddress.of("10.1.1.11"), 80), new IpvsDestination.Attributes(0, 1, 0, 0));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 17 | SET_ADD(1154) error: Service already exists(17) (10.9.9.9:tcp:80)
            0 | 2  | SET_ADD(1154) error: Scheduler or persistence engine not found: modprobe ip_vs_twos(2) (10.9.9.9:tcp:80)
            1 | 3  | SET_EDIT(1155) error: No such service(3) (10.9.9.9:tcp:80)
            2 | 1  | SET_DEL(1156) error: Permission denied (you must be root)(1) (Fwm 7 inet6)
            3 | 17 | SET_ADDDEST(1159) error: Destination already exists(17) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
            3 | 3  | SET_ADDDEST(1159) error: Service not defined(3) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
            4 | 34 | SET_EDITDEST(1161) error: Numerical result out of range(34) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
            5 | 2  | SET_DELDEST(1160) error: No such destination(2) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
            5 | 95 | SET_DELDEST(1160) error: EOPNOTSUPP(95) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
            """)
    void refusalsAreWordedAsOperatorsKnowThem(int command, int errno, String line) {
        IpvsCommand[] commands = {
            new IpvsCommand.AddService(SERVICE),
            new IpvsCommand.SetService(SERVICE),
            new IpvsCommand.DeleteService(new ServiceKey.ByMark(AddressFamily.INET6, 7)),
            new IpvsCommand.AddDestination(KEY, DESTINATION),
            new IpvsCommand.SetDestination(KEY, DESTINATION),
            new IpvsCommand.DeleteDestination(KEY, DESTINATION.endpoint())
        };
        assertThat(new IpvsOutcome(commands[command], Verdict.REFUSED, errno).describe())
                .isEqualTo("IPVS cmd IP_VS_SO_" + line);
    }
}
