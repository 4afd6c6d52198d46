package io.aloft.ipvs.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsDestination.Tunnel;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ipvsadm 1.31 was seen to accept and to refuse. */
class AdminParserTest {

    private static final ServiceKey WEB = new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of("10.9.9.9"), 80));

    private final AdminParser parser = new AdminParser("ipvsadm", new KnownNames());

    private AdminRequest parse(String line) {
        try {
            return parser.parse(words(line));
        } catch (AdminRefusal e) {
            return fail(line + ": " + e.getMessage());
        }
    }

    private static List<String> words(String line) {
        return line.isEmpty()
                ? List.of()
                : Arrays.stream(line.split(" ", -1))
                        .map(word -> word.equals("''") ? "" : word)
                        .toList();
    }

    private IpvsCommand change(String line) {
        return parse(line) instanceof AdminRequest.Change(var command) ? command : fail(line + " changes nothing");
    }

    private IpvsService service(String line) {
        return change(line) instanceof IpvsCommand.AddService(var service) ? service : fail(line);
    }

    private IpvsDestination destination(String line) {
        return change(line) instanceof IpvsCommand.AddDestination(var _, var destination) ? destination : fail(line);
    }

    /** Columns: exit status, command line, message. */
    @ParameterizedTest
    @CsvFileSource(resources = "refused.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void refusesInIpvsadmsWords(int status, String line, String message) {
        assertThatThrownBy(() -> parser.parse(words(line))).isInstanceOfSatisfying(AdminRefusal.class, refusal -> {
            assertThat(refusal.text()).isEqualTo(message.replace("\\n", "\n") + "\n");
            assertThat(refusal.status()).isEqualTo(status);
        });
    }

    @Test
    void nothingAtAllListsTheTableByName() {
        assertThat(parse(""))
                .isEqualTo(
                        new AdminRequest.ListTable(null, new ListFormat(ListFormat.Columns.TABLE, false, false, true)));
    }

    @Test
    void aServiceHasItsDefaults() {
        IpvsService service = service("-A -t 10.9.9.9:80");
        assertThat(service.key()).isEqualTo(WEB);
        assertThat(service.attributes()).isEqualTo(new IpvsService.Attributes("wlc", 0, 0, 0xffffffff));
        assertThat(change("-E -t 10.9.9.9:80")).isEqualTo(new IpvsCommand.SetService(service));
        assertThat(service("-A -t 10.9.9.9:80 -s '' -b '' --pe ''")).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({
        "-p, 360",
        "-p 50, 50",
        "-p50, 50",
        "-p=50, 50",
        "--persistent=50, 50",
        "--persistent 50, 50",
        "-p 010, 10",
        "-p +5, 5",
        "-p -s rr, 360",
        "-p 2678400, 2678400"
    })
    void persistenceTakesSecondsOrNothing(String options, int seconds) {
        IpvsService.Attributes attributes =
                service("-A -t 10.9.9.9:0 " + options).attributes();
        assertThat(attributes.flags()).isEqualTo(IpvsService.PERSISTENT);
        assertThat(attributes.persistenceSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "-t 1.2.3.4:80 -p -M 255.255.255.0, ffffff00",
        "-t 1.2.3.4:80 -p -M 255.255, ff0000ff",
        "-t 1.2.3.4:80 -M 24 -p, 18",
        "-t [fd00::9]:80 -p -M 64, 40",
        "-t [fd00::9]:80 -p -M 64x, 40",
        "-p -M 64 -t [fd00::9]:80, 80",
        "-f 8 -6 -p -M 64, 40",
        "-f 8 -p -M 64 -6, 80",
        "-f 8 -p -M 64, 40"
    })
    void aMaskIsReadForTheFamilyKnownSoFar(String options, String hex) {
        assertThat(Integer.toHexString(service("-A " + options).attributes().netmask()))
                .isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-s sh -b sh-port,sh-fallback | 24",
                "-b mh-port -s mh | 16",
                "-b flag-1,,flag-3 | 40",
                "-s sh -b flag-1 | 8"
            })
    void schedulerFlagsAreBits(String options, int flags) {
        assertThat(service("-A -u 1.2.3.4:53 " + options).attributes().flags()).isEqualTo(flags);
    }

    @Test
    void onePacketAndEngineAreTaken() {
        assertThat(service("-A -u 1.2.3.4:53 -s rr -o -p 9 --pe sip").attributes())
                .isEqualTo(new IpvsService.Attributes(
                        "rr", IpvsService.ONE_PACKET | IpvsService.PERSISTENT, 9, 0xffffffff, "sip"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4:080, 1.2.3.4:80",
        "1.2.3.4, 1.2.3.4:0",
        "1.2.3:80, 1.2.0.3:80",
        "1:80, 0.0.0.1:80",
        "0x01020304:80, 1.2.3.4:80",
        "01.02.03.010:80, 1.2.3.8:80",
        "1.2.3.4:+80, 1.2.3.4:80",
        "localhost:http, 127.0.0.1:80",
        "localhost, 127.0.0.1:0",
        "six.example.org:80, [fd00::9]:80",
        "[::1]:80, [::1]:80",
        "[::1]:http, [::1]:80",
        "::1, [::1]:0",
        "fd00::1:80, [fd00::1:80]:0",
        "::, [::]:0"
    })
    void addressesAreNumbersOrNames(String text, String endpoint) {
        ServiceKey key = service("-A -p -t " + text).key();
        assertThat(key)
                .isInstanceOfSatisfying(
                        ServiceKey.ByAddress.class,
                        byAddress -> assertThat(byAddress.endpoint()).hasToString(endpoint));
    }

    @Test
    void marksHaveAFamily() {
        assertThat(service("-A -f 5").key()).isEqualTo(new ServiceKey.ByMark(AddressFamily.INET, 5));
        assertThat(change("-D -f 5 -6"))
                .isEqualTo(new IpvsCommand.DeleteService(new ServiceKey.ByMark(AddressFamily.INET6, 5)));
        assertThat(service("-A -f 4294967295").key()).isEqualTo(new ServiceKey.ByMark(AddressFamily.INET, -1));
    }

    @ParameterizedTest
    @CsvSource({
        "-t 10.9.9.9:80 -r 10.1.1.2, 10.1.1.2:80",
        "-t 10.9.9.9:80 -r 10.1.1.2:8080, 10.1.1.2:80",
        "-t 10.9.9.9:80 -r 10.1.1.2:8080 -i, 10.1.1.2:80",
        "-t 10.9.9.9:80 -r 10.1.1.2:8080 -m, 10.1.1.2:8080",
        "-t 10.9.9.9:80 -r 10.1.1.2:0 -m, 10.1.1.2:0",
        "-t 10.9.9.9:80 -r fd00::1 -i, [fd00::1]:80",
        "-r 10.1.1.2 -m -t 10.9.9.9:80, 10.1.1.2:0",
        "-f 5 -r 10.1.1.2, 10.1.1.2:0",
        "-f 5 -r 10.1.1.2:80, 10.1.1.2:80",
        "-r fd00::1 -m -f 6 -6, [fd00::1]:0"
    })
    void onlyMasqueradingChangesThePortOfAService(String options, String endpoint) {
        assertThat(destination("-a " + options).endpoint()).hasToString(endpoint);
    }

    @Test
    void aDeletedServerKeepsThePortThatIsWritten() {
        assertThat(change("-d -t 10.9.9.9:80 -r 10.1.1.2:81"))
                .isEqualTo(new IpvsCommand.DeleteDestination(WEB, new Endpoint(IpAddress.of("10.1.1.2"), 81)));
    }

    @Test
    void aServerHasItsDefaultsWheneverItIsEdited() {
        assertThat(destination("-a -t 10.9.9.9:80 -r 10.1.1.2").attributes())
                .isEqualTo(new IpvsDestination.Attributes(IpvsDestination.DIRECT_ROUTE, 1, 0, 0));
        assertThat(destination("-a -t 10.9.9.9:80 -r 10.1.1.2 -m -w 0 -x 100 -y 80")
                        .attributes())
                .isEqualTo(new IpvsDestination.Attributes(IpvsDestination.MASQUERADE, 0, 100, 80));
        assertThat(change("-e -t 10.9.9.9:80 -r 10.1.1.2"))
                .isEqualTo(new IpvsCommand.SetDestination(WEB, destination("-a -t 10.9.9.9:80 -r 10.1.1.2")));
    }

    @Test
    void tunnelsHaveTypePortAndChecksum() {
        assertThat(tunnel("-i")).isEqualTo(Tunnel.IPIP);
        assertThat(tunnel("--tun-type gre -i")).isEqualTo(new Tunnel(Tunnel.TYPE_GRE, 0, Tunnel.NO_CHECKSUM));
        assertThat(tunnel("-i --tun-port 6080 --tun-type gue --tun-remcsum"))
                .isEqualTo(new Tunnel(Tunnel.TYPE_GUE, 6080, Tunnel.REMOTE_CHECKSUM));
        assertThat(tunnel("-i --tun-type gre --tun-csum")).isEqualTo(new Tunnel(Tunnel.TYPE_GRE, 0, Tunnel.CHECKSUM));
    }

    private Tunnel tunnel(String options) {
        return destination("-a -t 10.9.9.9:80 -r 10.1.1.2 " + options)
                .attributes()
                .tunnel();
    }

    @Test
    void daemonsHaveTheirDefaults() {
        assertThat(change("--start-daemon master"))
                .isEqualTo(new IpvsCommand.StartDaemon(new IpvsSyncDaemon(IpvsSyncDaemon.Role.MASTER, "eth0", 0)));
        assertThat(change("--start-daemon=backup --mcast-interface va --syncid 6 --sync-maxlen 1400"
                        + " --mcast-group ff02::5 --mcast-port 9000 --mcast-ttl 3"))
                .isEqualTo(new IpvsCommand.StartDaemon(new IpvsSyncDaemon(
                        IpvsSyncDaemon.Role.BACKUP, "va", 6, 1400, IpAddress.of("ff02::5"), 9000, 3)));
        assertThat(change("--stop-daemon backup --syncid 6"))
                .isEqualTo(new IpvsCommand.StopDaemon(IpvsSyncDaemon.Role.BACKUP, 6));
    }

    @Test
    void theOtherCommandsAreRead() {
        assertThat(change("-C --sort")).isEqualTo(new IpvsCommand.Flush());
        assertThat(change("-Z")).isEqualTo(new IpvsCommand.ZeroAll());
        assertThat(change("-Z -t 10.9.9.9:80")).isEqualTo(new IpvsCommand.ZeroService(WEB));
        assertThat(change("--set 1 2 3")).isEqualTo(new IpvsCommand.SetTimeouts(new IpvsTimeouts(1, 2, 3)));
        assertThat(change("--set 0 2678400 --sort 0"))
                .isEqualTo(new IpvsCommand.SetTimeouts(new IpvsTimeouts(0, 2_678_400, 0)));
        assertThat(parse("-S -n")).isEqualTo(new AdminRequest.Save(true));
        assertThat(parse("-R")).isEqualTo(new AdminRequest.Restore());
        assertThat(parse("-h foo -n")).isEqualTo(new AdminRequest.Help());
        assertThat(parse("--version -6")).isEqualTo(new AdminRequest.Version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-L | TABLE",
                "-L --stats --rate | STATS",
                "-L --thresholds --rate | RATE",
                "-l --tun-info | TUNNEL",
                "-L --tun-info --persistent-conn | PERSISTENT",
                "--list --thresholds --persistent-conn | THRESHOLDS"
            })
    void theFirstOfTheSelectorsCounts(String line, ListFormat.Columns columns) {
        assertThat(parse(line))
                .isEqualTo(new AdminRequest.ListTable(null, new ListFormat(columns, false, false, true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Lnt 10.9.9.9:80",
                "-L -n -t10.9.9.9:80",
                "-ln -t=10.9.9.9:80",
                "-L --numeric --tcp-service=10.9.9.9:80"
            })
    void optionsMayBeBundled(String line) {
        assertThat(parse(line))
                .isEqualTo(
                        new AdminRequest.ListTable(WEB, new ListFormat(ListFormat.Columns.TABLE, true, false, true)));
    }

    @Test
    void theOtherListsAreRead() {
        assertThat(parse("-Lnc --persistent-conn")).isEqualTo(new AdminRequest.ListConnections(true, true));
        assertThat(parse("-L --timeout --tun-info -n")).isEqualTo(new AdminRequest.ListTimeouts());
        assertThat(parse("-L --daemon --exact")).isEqualTo(new AdminRequest.ListDaemons());
        assertThat(parse("-L --json -t 10.9.9.9:80 --nosort")).isEqualTo(new AdminRequest.ListJson(WEB, false));
        assertThat(parse("-L --nosort --exact"))
                .isEqualTo(
                        new AdminRequest.ListTable(null, new ListFormat(ListFormat.Columns.TABLE, false, true, false)));
    }
}
