package io.aloft.model.global;

import org.jspecify.annotations.Nullable;

/**
 * Files and directories that the program writes or reads besides its configuration. Null is keepalived's own place, or
 * nothing for {@code configSaveDirectory}.
 *
 * @param configSaveDirectory a copy of each loaded configuration goes there ({@code config_save_dir})
 * @param temporaryDirectory of the expanded configuration ({@code tmp_config_directory})
 * @param dumpsNameInstance dump files carry namespace and instance in their names ({@code data_use_instance})
 * @param stateDump written on SIGUSR1 ({@code state_dump_file})
 * @param statisticsDump written on SIGUSR2 ({@code stats_dump_file})
 * @param jsonDump {@code json_dump_file}
 * @param jsonVersion layout of the JSON dump, 1..2 ({@code json_version}; default 1)
 * @param iprouteShared directory of the name tables ({@code iproute_usr_dir})
 * @param iprouteLocal directory of the machine's own name tables ({@code iproute_etc_dir})
 */
public record FileSettings(
        @Nullable String configSaveDirectory,
        @Nullable String temporaryDirectory,
        boolean dumpsNameInstance,
        @Nullable String stateDump,
        @Nullable String statisticsDump,
        @Nullable String jsonDump,
        int jsonVersion,
        @Nullable String iprouteShared,
        @Nullable String iprouteLocal) {

    /** keepalived's places. */
    public static final FileSettings DEFAULT = new FileSettings(null, null, false, null, null, null, 1, null, null);
}
