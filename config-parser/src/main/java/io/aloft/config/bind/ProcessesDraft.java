package io.aloft.config.bind;

import io.aloft.model.global.ProcessSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@code global_defs} says about the processes. */
public final class ProcessesDraft {

    @Nullable
    String name;

    boolean namesByTask;
    final ProcessDraft vrrp = new ProcessDraft();
    final ProcessDraft checker = new ProcessDraft();
    final ProcessDraft bfd = new ProcessDraft();
    int maxAutoPriority;
    Duration minAutoPriorityDelay = ProcessSettings.DEFAULT.minAutoPriorityDelay();
    int umask = ProcessSettings.DEFAULT.umask();

    @Nullable
    Long randomSeed;

    public ProcessSettings settings() {
        return new ProcessSettings(
                name,
                namesByTask,
                vrrp.settings(),
                checker.settings(),
                bfd.settings(),
                maxAutoPriority,
                minAutoPriorityDelay,
                umask,
                randomSeed);
    }
}
