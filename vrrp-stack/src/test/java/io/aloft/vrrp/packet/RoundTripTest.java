package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.Conduct.UnicastChecksum;
import io.aloft.model.vrrp.HmacAuthentication.AntiReplay;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever two routers agree on, each accepts what the other sends and reads it to the same meaning. */
class RoundTripTest {

    private static final int ROUNDS = 3_000;
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void anyConfigurationIsReadBackToWhatWasSent() {
        long seed = Long.getLong("aloft.fuzz.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            boolean ipv4 = random.nextBoolean();
            Specs specs = specs(random, ipv4);
            IpAddress source = address(random, ipv4);
            boolean unicast = random.nextBoolean();
            IpAddress destination = unicast ? address(random, ipv4) : specs.group;
            if (unicast) {
                specs.unicast(source.toString(), destination.toString());
            }
            int priority = random.nextInt(256);
            String what = "-Daloft.fuzz.seed=%d round %d %s".formatted(seed, round, specs.spec());

            byte[] packet = new AdvertisementEncoder(specs.spec(), new Authenticator(specs.spec()))
                    .packets(priority, source, List.of(destination), NOON)
                    .getFirst();
            int offset = random.nextInt(20);
            byte[] buffer = new byte[offset + packet.length + random.nextInt(20)];
            random.nextBytes(buffer);
            System.arraycopy(packet, 0, buffer, offset, packet.length);
            Verdict verdict = PacketDecoder.decode(buffer, offset, buffer.length - offset)
                    .map(received -> ReceiveChecks.check(
                            received,
                            specs.spec(),
                            new Receiver(new Authenticator(specs.spec()), VrrpState.BACKUP, 100, null, NOON)))
                    .orElseThrow(() -> new AssertionError(what));

            assertThat(verdict)
                    .as(what)
                    .isEqualTo(new Verdict.Accepted(
                            new Advertisement(
                                    source,
                                    priority,
                                    specs.addresses.stream()
                                            .map(address -> address.address())
                                            .toList(),
                                    specs.advertInterval),
                            List.of()));
        }
    }

    private static Specs specs(Random random, boolean ipv4) {
        return Specs.router().with(s -> {
            String[] addresses = IntStream.range(0, random.nextInt(256))
                    .mapToObj(i -> address(random, ipv4).toString())
                    .toArray(String[]::new);
            if (!ipv4) {
                s.inet6();
            }
            s.addresses = Specs.addresses(Arrays.copyOf(addresses, random.nextBoolean() ? addresses.length : 0));
            s.vrid = 1 + random.nextInt(255);
            s.version = 2 + random.nextInt(2);
            s.advertInterval = s.version == 2
                    ? Duration.ofSeconds(1 + random.nextInt(255))
                    : Duration.ofMillis(10L * (1 + random.nextInt(4095)));
            boolean hmac = random.nextInt(3) == 0;
            s.hmac = hmac ? Hmacs.of(any(random, Mode.values()), any(random, AntiReplay.values()), 7, 9) : null;
            if (s.version == 2 && ipv4 && !hmac) {
                s.authentication = any(
                        random,
                        Authentication.NONE,
                        new Authentication.Password("s3cret"),
                        new Authentication.Header("k33palive"));
            }
            s.conduct = Captured.conduct(random.nextInt(4) == 0, any(random, UnicastChecksum.values()));
        });
    }

    /** Of no multicast range. */
    private static IpAddress address(Random random, boolean ipv4) {
        return ipv4
                ? IpAddress.ofIpv4(random.nextInt() >>> 1)
                : new IpAddress(AddressFamily.INET6, random.nextLong() >>> 1, random.nextLong());
    }

    @SafeVarargs
    private static <T> T any(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
