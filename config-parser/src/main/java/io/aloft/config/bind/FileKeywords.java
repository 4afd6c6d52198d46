package io.aloft.config.bind;

import java.util.function.BiConsumer;

/** Keywords of {@code global_defs} about files and reloads. */
final class FileKeywords {

    private FileKeywords() {}

    static void addTo(BlockBinding<GlobalDraft> block) {
        block.word("config_save_dir", (global, directory) -> global.files.configSaveDirectory = directory)
                .word("tmp_config_directory", (global, directory) -> global.files.temporaryDirectory = directory)
                .bool("data_use_instance", (global, on) -> global.files.dumpsNameInstance = on)
                .word("state_dump_file", (global, path) -> global.files.stateDump = path)
                .word("stats_dump_file", (global, path) -> global.files.statisticsDump = path)
                .word("json_dump_file", (global, path) -> global.files.jsonDump = path)
                .number("json_version", (global, version) -> global.files.jsonVersion = (int) version)
                .word("iproute_usr_dir", (global, directory) -> global.files.iprouteShared = directory)
                .word("iproute_etc_dir", (global, directory) -> global.files.iprouteLocal = directory)
                .word("reload_time_file", (global, path) -> global.files.reloadTimeFile = path)
                .flag("reload_repeat", global -> global.files.reloadDaily = true);
        addOptional(block, "reload_check_config", "/dev/null", (files, path) -> files.reloadCheckLog = path);
        addOptional(block, "reload_file", "", (files, path) -> files.reloadMarkerFile = path);
    }

    private static void addOptional(
            BlockBinding<GlobalDraft> block, String keyword, String standard, BiConsumer<FilesDraft, String> set) {
        block.statement(
                keyword,
                (global, directive, statement, context) -> set.accept(
                        global.files,
                        statement.arguments().isEmpty()
                                ? standard
                                : BlockBinding.firstArgument(statement).text()));
    }
}
