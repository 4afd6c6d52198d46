package io.aloft.lab.bench;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.WorkDirectory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What many virtual routers cost, and whether a backup of all of them stays one. */
final class LoadBench {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Gratuitous ARP is sent again 5 s after a router became master; that is no advert. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    private LoadBench() {}

    /**
     * What one run showed.
     *
     * @param sentPerSecond adverts
     * @param sendMicros processor time of the master for each advert, µs
     * @param receiveMicros processor time of the backup for each advert, µs
     * @param falseTransitions how often the backup became master of anything, or the master backup
     */
    record Result(double sentPerSecond, double sendMicros, double receiveMicros, long falseTransitions) {}

    /** Runs a master and a backup of the same virtual routers for a while and looks at what they used. */
    static Result run(
            DirectorKind masterKind,
            DirectorKind backupKind,
            int interfaces,
            int perInterface,
            String interval,
            Duration length) {
        try (WorkDirectory files = new WorkDirectory("load");
                TestNetwork network = TestNetwork.create()) {
            TestHost a = host(network, "a", 1, interfaces);
            TestHost b = host(network, "b", 2, interfaces);
            // An owner is master at once.
            String above = BenchConfig.instances(interfaces, perInterface, interval, 255, 0)
                    .replace("    priority 255", "    state MASTER\n    priority 255");
            String below = BenchConfig.instances(interfaces, perInterface, interval, 100, 0);
            try (Director master = masterKind.create(a, files.write("a.conf", above));
                    Director backup = backupKind.create(b, files.write("b.conf", below))) {
                return measure(master, backup, interfaces * perInterface, length);
            }
        }
    }

    private static TestHost host(TestNetwork network, String name, int number, int interfaces) {
        TestHost host = network.bareHost(name);
        for (int lan = 0; lan < interfaces; lan++) {
            network.join(host, "eth" + lan, "10.%d.0.%d/24".formatted(101 + lan, number));
        }
        return host;
    }

    private static Result measure(Director master, Director backup, int routers, Duration length) {
        master.startQuietly();
        Await.until(
                () -> routers + " masters\n" + master.tail(),
                LIMIT,
                () -> count(master, "Entering MASTER STATE") >= routers);
        backup.startQuietly();
        Await.until(
                () -> routers + " backups\n" + backup.tail(),
                LIMIT,
                () -> count(backup, "Entering BACKUP STATE") >= routers);
        pause(SETTLING);
        double masterBefore = CpuTime.seconds(master);
        double backupBefore = CpuTime.seconds(backup);
        long sentBefore = packets(master.host(), "tx");
        long receivedBefore = packets(backup.host(), "rx");
        pause(length);
        double sent = packets(master.host(), "tx") - sentBefore;
        double received = packets(backup.host(), "rx") - receivedBefore;
        return new Result(
                sent / length.toMillis() * 1e3,
                (CpuTime.seconds(master) - masterBefore) / sent * 1e6,
                (CpuTime.seconds(backup) - backupBefore) / received * 1e6,
                count(backup, "Entering MASTER STATE") + count(master, "Entering BACKUP STATE"));
    }

    /** What is measured here is a span of time, so here time has to pass. */
    static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long count(Director director, String text) {
        return director.log().stream()
                .filter(line -> line.text().contains(text))
                .count();
    }

    /** Frames that all interfaces but lo have sent or received. */
    private static long packets(TestHost host, String direction) {
        long sum = 0;
        for (String line : host.run("cat", "/proc/net/dev").split("\n", -1)) {
            String[] words = line.strip().split("[:\\s]+", -1);
            if (words[0].startsWith("eth")) {
                sum += Long.parseLong(words[direction.equals("rx") ? 2 : 10]);
            }
        }
        return sum;
    }
}
