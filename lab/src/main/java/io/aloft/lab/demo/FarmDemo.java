package io.aloft.lab.demo;

import io.aloft.lab.kernel.FarmMain;
import io.aloft.lab.kernel.FarmStory;
import io.aloft.lab.kernel.KernelRunner;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.WorkDirectory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The web farm, inside a kernel of its own. */
final class FarmDemo {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Set<String> HEADLINES =
            Arrays.stream(FarmStory.Step.values()).map(FarmStory.Step::text).collect(Collectors.toSet());

    private FarmDemo() {}

    /**
     * Plays the story.
     *
     * @return exit status
     */
    static int perform(Console console, DirectorKind kind) {
        try (WorkDirectory results = new WorkDirectory("farm")) {
            console.say("\n  Booting a Linux kernel with IPVS; inside, one processor and no hurry.");
            KernelRunner.Outcome outcome =
                    KernelRunner.run(FarmMain.command(results.path(), kind), results.path(), LIMIT, line -> {
                        if (HEADLINES.contains(line.text())) {
                            console.headline(line.text());
                        } else {
                            console.say(line.text());
                        }
                    });
            return outcome.status();
        }
    }
}
