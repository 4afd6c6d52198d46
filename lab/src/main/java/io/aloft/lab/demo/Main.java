package io.aloft.lab.demo;

import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.AtExit;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where {@code ./aloft demo} begins. */
public final class Main {
    private Main() {}

    /** Exit status: 0 played to the end, 1 something went wrong, 2 wrong arguments. */
    public static void main(String[] arguments) {
        int status = switch (DemoOptions.parse(List.of(arguments))) {
            case DemoOptions.Help help -> {
                System.out.print(DemoOptions.USAGE);
                yield 0;
            }
            case DemoOptions.Mistake mistake -> {
                System.err.print("aloft demo: " + mistake.message() + "\n\n" + DemoOptions.USAGE);
                yield 2;
            }
            case DemoOptions.Run run -> play(run);
        };
        System.exit(status);
    }

    /** The drawing has lines that a terminal shows also where no locale is set. */
    private static PrintStream utf8(PrintStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static int play(DemoOptions.Run run) {
        Console console = new Console(utf8(System.out));
        try {
            if (run.lvs()) {
                return FarmDemo.perform(console, run.peer());
            }
            floatAddress(console, run.peer(), run.keep());
            return 0;
        } catch (RuntimeException | AssertionError e) {
            if (!AtExit.isExiting()) {
                System.err.println("aloft demo: " + e.getMessage());
            }
            return 1;
        }
    }

    private static void floatAddress(Console console, DirectorKind peer, boolean keep) {
        try (Stage stage = new Stage(console, peer)) {
            console.say("""

                      director-a %s ──┐
                      director-b %s ──┤ switch        virtual address %s
                          client %s ──┘

                      director-a is Aloft, director-b is %s.""".formatted(Stage.ADDRESS_A, Stage.ADDRESS_B, Stage.VIP, Stage.CLIENT, name(peer)));
            summary(console, new Play(stage).perform());
            if (keep) {
                stay(stage);
            }
        }
    }

    private static String name(DirectorKind kind) {
        return switch (kind) {
            case ALOFT -> "Aloft";
            case KEEPALIVED -> "keepalived";
        };
    }

    private static void summary(Console console, List<Play.Switch> switches) {
        console.say("");
        console.headline("  %-14s %-12s %15s %12s %16s"
                .formatted("", "new master", "RFC's deadline", "late by", "client outage"));
        for (Play.Switch change : switches) {
            console.say("  %-14s %-12s %12d ms %9.3f ms %13d ms"
                    .formatted(
                            change.what(),
                            change.master(),
                            change.deadline().toMillis(),
                            change.late().toNanos() / 1e6,
                            change.outage().toMillis()));
        }
        console.say("""

                  The deadline is 3 x advert_int + skew after the old master's last advert, the skew alone after its
                  good-bye, and 3 x advert_int + skew after the cable was back for a router that preempts a living master.
                """);
    }

    private static void stay(Stage stage) {
        stage.a.start();
        String switchName = stage.network.switchNamespaceFile().getFileName().toString();
        String a = stage.a.host().namespace();
        stage.console.say("""
                  director-a runs again and everything stays. In another terminal:

                    ip -n %1$s addr show eth0                       # who has the address
                    ip netns exec %2$s curl http://%3$s/      # what the client sees
                    ip netns exec %4$s tcpdump -ni br0 proto 112    # what the LAN sees
                    ip -n %4$s link set p-director-a down           # pull the cable; `up` puts it back

                  Ctrl-C ends it and removes everything.
                """.formatted(a, stage.client.namespace(), Stage.VIP, switchName));
        try {
            new CountDownLatch(1).await(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
