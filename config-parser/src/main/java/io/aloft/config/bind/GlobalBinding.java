package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.List;

/** {@code global_defs}. */
final class GlobalBinding {

    static final BlockBinding<GlobalDraft> BLOCK = new BlockBinding<GlobalDraft>("global_defs")
            .word("router_id", (global, name) -> global.routerId = name)
            .statement("include_check", GlobalOptions::includeCheck)
            .flag("enable_script_security", global -> global.scriptSecurity = true)
            .statement("script_user", GlobalBinding::scriptUser)
            .bool("use_symlink_paths", (global, on) -> global.symlinkPaths = on)
            .bool("set_supplementary_groups", (global, on) -> global.supplementaryGroups = on)
            .script("startup_script", (global, script) -> global.startup = script)
            .seconds("startup_script_timeout", (global, timeout) -> global.startupTimeout = timeout)
            .script("shutdown_script", (global, script) -> global.shutdown = script)
            .seconds("shutdown_script_timeout", (global, timeout) -> global.shutdownTimeout = timeout)
            .with(ProcessKeywords::addTo)
            .with(MailKeywords::addTo)
            .with(EventKeywords::addTo)
            .with(FirewallKeywords::addTo)
            .with(FileKeywords::addTo)
            .with(VrrpGlobalKeywords::addTo)
            .with(LvsKeywords::addTo);

    private GlobalBinding() {}

    private static void scriptUser(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        ScriptUser user = ScriptBinder.user(
                words.getFirst().text(),
                words.size() > 1 ? words.get(1).text() : null,
                words.getFirst().location(),
                context);
        global.scriptUser = user;
        global.scriptUserUnknown = user == null;
        if (user == null) {
            context.error(
                    Code.SCRIPT_USER_UNKNOWN,
                    words.getFirst().location(),
                    "script_user " + words.getFirst() + " is unknown; scripts without a user of their own are not run");
        }
    }
}
