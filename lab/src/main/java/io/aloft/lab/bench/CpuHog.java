package io.aloft.lab.bench;

import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import java.util.ArrayList;
import java.util.List;

/** Keeps every processor busy with other work of usual priority. */
final class CpuHog implements AutoCloseable {
    private final List<Program> programs = new ArrayList<>();

    CpuHog() {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            programs.add(Program.start("hog", new ProcessBuilder("sha256sum", "/dev/zero"), line -> {}));
        }
    }

    @Override
    public void close() {
        programs.forEach(program -> program.signal(Signal.KILL));
    }
}
