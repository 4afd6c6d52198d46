package io.aloft.config.bind;

import io.aloft.model.global.ProcessTuning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code global_defs} says about one process. */
public final class ProcessDraft {

    @Nullable
    String name;

    int nice;
    boolean lockMemory;
    int realtimePriority;
    final List<Integer> processors = new ArrayList<>();
    Duration realtimeLimit = ProcessTuning.DEFAULT.realtimeLimit();

    ProcessTuning settings() {
        return new ProcessTuning(name, nice, lockMemory, realtimePriority, processors, realtimeLimit);
    }
}
