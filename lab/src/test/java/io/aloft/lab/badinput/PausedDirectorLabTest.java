package io.aloft.lab.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A director whose process stands still for longer than its Master_Down_Interval, as in a virtual machine that moves. */
@Tag("lab")
@Execution(ExecutionMode.CONCURRENT)
class PausedDirectorLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String LOW = "10.77.0.1";
    private static final String HIGH = "10.77.0.2";

    @ParameterizedTest
    @CsvSource({"2, 1, 5", "3, 0.4, 3"})
    void whatArrivedDuringThePauseIsReadBeforeAnybodyActs(int version, String interval, int pauseSeconds) {
        Duration pause = Duration.ofSeconds(pauseSeconds);
        String timing = "version " + version + "\n advert_int " + interval;
        try (WorkDirectory files = new WorkDirectory("pause");
                TestNetwork network = TestNetwork.create();
                AdvertWitness witness = AdvertWitness.watch(network, files.file("lan.pcap"));
                Director low = director(files, network, "low", LOW, timing + "\n priority 100");
                Director high = director(files, network, "high", HIGH, timing + "\n priority 150\n nopreempt")) {
            try {
                pauseBoth(low, high, witness, pause);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + low.tail() + "\n" + high.tail(), e);
            }
        }
    }

    private static void pauseBoth(Director low, Director high, AdvertWitness witness, Duration pause) {
        low.start();
        low.await("Entering MASTER STATE", LIMIT);
        high.start();
        high.await("Entering BACKUP STATE", LIMIT);

        // A Backup that heard nothing for longer than its interval, because it did not listen.
        high.freeze();
        Instant frozen = Instant.now();
        witness.awaitFrom(LOW, frozen.plus(pause), LIMIT);
        high.resume();
        Instant resumed = Instant.now();
        witness.awaitFrom(LOW, resumed.plusSeconds(1), LIMIT);
        assertThat(witness.adverts()).noneMatch(advert -> advert.source().equals(HIGH));

        // A Master that was replaced by a better one meanwhile.
        low.freeze();
        Instant gone = Instant.now();
        high.await("Entering MASTER STATE", LIMIT);
        witness.awaitFrom(HIGH, gone.plus(pause), LIMIT);
        low.resume();
        Instant back = Instant.now();
        low.await("Master received advert from " + HIGH + " with higher priority 150, ours 100", LIMIT);
        low.await("Entering BACKUP STATE", LIMIT);
        low.awaitAddress("10.77.0.100", false, LIMIT);
        assertThat(witness.adverts())
                .noneMatch(advert -> advert.source().equals(LOW) && advert.at().isAfter(back));
    }

    private static Director director(
            WorkDirectory files, TestNetwork network, String name, String address, String conduct) {
        return DirectorKind.ALOFT.create(
                network.host(name, address + "/24"), files.write(name + ".conf", """
                    vrrp_instance VI_1 {
                        interface eth0
                        virtual_router_id 51
                        %s
                        virtual_ipaddress {
                            10.77.0.100/24
                        }
                    }
                    """.formatted(conduct)));
    }
}
