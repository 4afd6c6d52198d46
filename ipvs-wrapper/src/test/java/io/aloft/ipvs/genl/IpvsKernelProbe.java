package io.aloft.ipvs.genl;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.plan.IpvsDiff;
import io.aloft.model.lvs.ForwardingMethod;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries the client on the kernel below it, which must have IPVS and an empty table: run it in a kernel of its own
 * ({@code lab/kernel-run}). Ends with status 0 when everything that was written could be read back.
 */
public final class IpvsKernelProbe {

    private static final int SERVICES = 1000;

    private final IpvsClient client;

    private IpvsKernelProbe(IpvsClient client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        try (IpvsClient client = GenlIpvsClient.open()) {
            System.out.println("IPVS " + client.version());
            var probe = new IpvsKernelProbe(client);
            probe.assertEveryKindOfServiceIsReadBackAsWritten();
            probe.assertSurprisesAreCorrected();
            probe.assertRefusalsAreTold();
            probe.assertLargeTablesFit();
        }
        System.out.println("all as expected");
    }

    private void assertEveryKindOfServiceIsReadBackAsWritten() throws Exception {
        var entries = new ArrayList<IpvsEntry>();
        int port = 1000;
        for (String scheduler : List.of("rr", "wrr", "lc", "wlc", "sh", "dh", "sed", "nq", "lblc", "lblcr", "mh")) {
            for (ForwardingMethod method : ForwardingMethod.values()) {
                ServiceKey key = key("10.9.9.9", port++);
                entries.add(entry(key, service(key, scheduler, 0, 0, 0xffffffff), method, "10.1.1.11", "10.1.1.12"));
            }
        }
        ServiceKey persistent = key("10.9.9.9", 443);
        entries.add(entry(
                persistent,
                service(persistent, "sh", 0x18 | IpvsService.PERSISTENT, 120, 0xffffff00),
                ForwardingMethod.DR,
                "10.1.1.11"));
        ServiceKey six = key("fd00::9", 80);
        entries.add(
                entry(six, service(six, "lc", IpvsService.PERSISTENT, 360, 64), ForwardingMethod.NAT, "fd00:1::11"));
        ServiceKey mixed = key("fd00::9", 81);
        entries.add(entry(mixed, service(mixed, "rr", 0, 0, 128), ForwardingMethod.TUN, "10.1.1.11"));
        ServiceKey mark = new ServiceKey.ByMark(AddressFamily.INET6, 7);
        entries.add(IpvsEntry.of(service(mark, "rr", 0, 0, 128), List.of()));
        IpvsTable wanted = IpvsTable.of(entries);
        change(IpvsTable.EMPTY, wanted);
        assertThat(client.table(_ -> true).entries()).isEqualTo(wanted.entries());
        change(wanted, IpvsTable.EMPTY);
        assertThat(client.table(_ -> true).entries()).isEmpty();
    }

    private void assertSurprisesAreCorrected() throws Exception {
        ServiceKey key = key("10.9.9.9", 80);
        IpvsEntry old = entry(key, service(key, "rr", 0, 0, 0xffffffff), ForwardingMethod.DR, "10.1.1.11");
        IpvsEntry wanted = entry(key, service(key, "wrr", 0, 0, 0xffffffff), ForwardingMethod.NAT, "10.1.1.11");
        change(IpvsTable.EMPTY, IpvsTable.of(List.of(old)));
        assertThat(verdicts(IpvsDiff.between(null, wanted))).containsOnly(Verdict.CORRECTED);
        assertThat(client.table(key::equals)).isEqualTo(IpvsTable.of(List.of(wanted)));
        assertThat(verdicts(List.of(new IpvsCommand.DeleteService(key), new IpvsCommand.DeleteService(key))))
                .containsExactly(Verdict.DONE, Verdict.ALREADY_ABSENT);
        assertThat(verdicts(List.of(new IpvsCommand.SetService(wanted.service()))))
                .containsOnly(Verdict.CORRECTED);
        assertThat(verdicts(List.of(new IpvsCommand.DeleteService(key)))).containsOnly(Verdict.DONE);
    }

    private void assertRefusalsAreTold() throws Exception {
        ServiceKey key = key("10.9.9.9", 80);
        IpvsOutcome outcome = client.apply(
                        List.of(new IpvsCommand.AddService(service(key, "nonsense", 0, 0, 0xffffffff))))
                .getFirst();
        assertThat(outcome.describe())
                .startsWith("IPVS cmd IP_VS_SO_SET_ADD(1154) error: Scheduler or persistence engine not found");
        System.out.println(outcome.describe());
    }

    private void assertLargeTablesFit() throws Exception {
        var entries = new ArrayList<IpvsEntry>();
        for (int i = 0; i < SERVICES; i++) {
            ServiceKey key = key("10.20." + i / 250 + "." + i % 250, 80);
            entries.add(entry(
                    key,
                    service(key, "wlc", 0, 0, 0xffffffff),
                    ForwardingMethod.NAT,
                    "10.1.1.11",
                    "10.1.1.12",
                    "10.1.1.13",
                    "10.1.1.14"));
        }
        IpvsTable wanted = IpvsTable.of(entries);
        long begun = System.nanoTime();
        change(IpvsTable.EMPTY, wanted);
        long written = System.nanoTime();
        assertThat(client.table(_ -> true).entries()).isEqualTo(wanted.entries());
        long read = System.nanoTime();
        System.out.println(SERVICES + " services with 4 destinations: written in " + (written - begun) / 1_000_000
                + " ms, read in " + (read - written) / 1_000_000 + " ms");
        change(wanted, IpvsTable.EMPTY);
    }

    private void change(IpvsTable from, IpvsTable to) throws Exception {
        assertThat(verdicts(IpvsDiff.between(from, to))).containsOnly(Verdict.DONE);
    }

    private List<Verdict> verdicts(List<IpvsCommand> commands) throws Exception {
        List<IpvsOutcome> outcomes = client.apply(commands);
        outcomes.stream()
                .filter(outcome -> !outcome.succeeded())
                .forEach(outcome -> System.out.println(outcome.describe()));
        return outcomes.stream().map(IpvsOutcome::verdict).toList();
    }

    private static IpvsEntry entry(
            ServiceKey key, IpvsService service, ForwardingMethod method, String... destinations) {
        var made = new ArrayList<IpvsDestination>();
        int port = ((ServiceKey.ByAddress) key).endpoint().port();
        for (String address : destinations) {
            made.add(new IpvsDestination(
                    new Endpoint(IpAddress.of(address), port),
                    new IpvsDestination.Attributes(method.kernelNumber(), 3, 100, 80)));
        }
        return IpvsEntry.of(service, made);
    }

    private static IpvsService service(ServiceKey key, String scheduler, int flags, int seconds, int netmask) {
        return new IpvsService(key, new IpvsService.Attributes(scheduler, flags, seconds, netmask));
    }

    private static ServiceKey key(String address, int port) {
        return new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of(address), port));
    }
}
