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
            new IpvsService(KEY, new IpvsService.Attributes("twos", 1, 60, 0xffffffff, "sip"));
    private static final IpvsDestination DESTINATION = new IpvsDestination(
            new Endpoint(IpAddress.of("10.1.1.11"), 80), new IpvsDestination.Attributes(0, 1, 0, 0));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 | 17 | SET_ADD(1154) error: Service already exists(17) (10.9.9.9:tcp:80)
        0 | 2  | SET_ADD(1154) error: Scheduler or persistence engine not found(2) (10.9.9.9:tcp:80): modprobe ip_vs_twos ip_vs_pe_sip
        1 | 3  | SET_EDIT(1155) error: No such service(3) (10.9.9.9:tcp:80)
        2 | 1  | SET_DEL(1156) error: Permission denied (you must be root)(1) (Fwm 7 inet6)
        3 | 17 | SET_ADDDEST(1159) error: Destination already exists(17) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
        3 | 3  | SET_ADDDEST(1159) error: Service not defined(3) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
        4 | 34 | SET_EDITDEST(1161) error: Numerical result out of range(34) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
        5 | 2  | SET_DELDEST(1160) error: No such destination(2) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
        5 | 95 | SET_DELDEST(1160) error: Operation not supported(95) (10.9.9.9:tcp:80 -> 10.1.1.11:80)
        6 | 3  | SET_ZERO(1167) error: No such service(3) (10.9.9.9:tcp:80)
        7 | 1  | SET_ZERO(1167) error: Permission denied (you must be root)(1)
        8 | 12 | SET_FLUSH(1157) error: Cannot allocate memory(12)
        9 | 22 | SET_TIMEOUT(1162) error: Invalid operation.  Possibly wrong module version, address not unicast, ...(22)
        10 | 17 | SET_STARTDAEMON(1163) error: Daemon has already run(17) (master on eth0)
        10 | 19 | SET_STARTDAEMON(1163) error: No such device(19) (master on eth0)
        11 | 3 | SET_STOPDAEMON(1164) error: No daemon is running(3) (backup)
        """)
    void refusalsAreWordedAsOperatorsKnowThem(int command, int errno, String line) {
        IpvsCommand[] commands = {
            new IpvsCommand.AddService(SERVICE),
            new IpvsCommand.SetService(SERVICE),
            new IpvsCommand.DeleteService(new ServiceKey.ByMark(AddressFamily.INET6, 7)),
            new IpvsCommand.AddDestination(KEY, DESTINATION),
            new IpvsCommand.SetDestination(KEY, DESTINATION),
            new IpvsCommand.DeleteDestination(KEY, DESTINATION.endpoint()),
            new IpvsCommand.ZeroService(KEY),
            new IpvsCommand.ZeroAll(),
            new IpvsCommand.Flush(),
            new IpvsCommand.SetTimeouts(new IpvsTimeouts(1, 2, 3)),
            new IpvsCommand.StartDaemon(new IpvsSyncDaemon(IpvsSyncDaemon.Role.MASTER, "eth0", 5)),
            new IpvsCommand.StopDaemon(IpvsSyncDaemon.Role.BACKUP, 5)
        };
        assertThat(new IpvsOutcome(commands[command], Verdict.REFUSED, errno).describe())
                .isEqualTo("IPVS cmd IP_VS_SO_" + line);
    }
}
