package io.aloft.config.bind;

import io.aloft.model.global.FileSettings;
import io.aloft.model.global.ReloadSettings;
import org.jspecify.annotations.Nullable;

/** What {@code global_defs} says about files, those of a reload included. */
public final class FilesDraft {

    @Nullable
    String configSaveDirectory;

    @Nullable
    String temporaryDirectory;

    boolean dumpsNameInstance;

    @Nullable
    String stateDump;

    @Nullable
    String statisticsDump;

    @Nullable
    String jsonDump;

    int jsonVersion = FileSettings.DEFAULT.jsonVersion();

    @Nullable
    String iprouteShared;

    @Nullable
    String iprouteLocal;

    @Nullable
    String reloadCheckLog;

    @Nullable
    String reloadTimeFile;

    boolean reloadDaily;

    @Nullable
    String reloadMarkerFile;

    public FileSettings settings() {
        return new FileSettings(
                configSaveDirectory,
                temporaryDirectory,
                dumpsNameInstance,
                stateDump,
                statisticsDump,
                jsonDump,
                jsonVersion,
                iprouteShared,
                iprouteLocal);
    }

    public ReloadSettings reload() {
        return new ReloadSettings(reloadCheckLog, reloadTimeFile, reloadDaily, reloadMarkerFile);
    }
}
