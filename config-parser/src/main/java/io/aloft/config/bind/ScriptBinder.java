package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.host.HostFacts;
import io.aloft.config.syntax.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Command lines and the users they run as. */
final class ScriptBinder {

    private ScriptBinder() {}

    /** COMMAND [USER [GROUP]] behind a notify keyword; null, reported, when the script cannot be used. */
    static @Nullable ScriptDraft notifyScript(Directive directive, Statement statement, BindContext context) {
        List<String> words = words(directive, statement, context);
        if (words == null) {
            return null;
        }
        ScriptDraft script = command(directive, words.getFirst(), statement, context);
        if (script == null) {
            return null;
        }
        if (words.size() == 1) {
            return script;
        }
        SourceLocation location = statement.arguments().size() > 1
                ? statement.arguments().get(1).location()
                : argumentLocation(statement);
        String hint = "to give arguments, quote the whole command: " + directive.keyword() + " \""
                + String.join(" ", words) + "\"";
        ScriptUser user = user(words.get(1), words.size() > 2 ? words.get(2) : null, location, context);
        if (user == null) {
            context.caution(Code.SCRIPT_NOT_QUOTED, location, directive.keyword() + ": the script is not run", hint);
            return null;
        }
        return script.withUser(user);
    }

    /** {@code script} of a {@code vrrp_script}: words behind the command are ignored, its user comes from the block. */
    static @Nullable ScriptDraft checkScript(Directive directive, Statement statement, BindContext context) {
        List<String> words = words(directive, statement, context);
        if (words == null) {
            return null;
        }
        if (words.size() > 1) {
            context.caution(
                    Code.SCRIPT_NOT_QUOTED,
                    statement.location(),
                    "'" + String.join(" ", words.subList(1, words.size()))
                            + "' is ignored: only the first word is the command",
                    "quote the whole command: " + directive.keyword() + " \"" + String.join(" ", words) + "\"");
        }
        return command(directive, words.getFirst(), statement, context);
    }

    private static @Nullable List<String> words(Directive directive, Statement statement, BindContext context) {
        List<String> words = ScriptWords.splitLine(statement.rawArguments());
        if (words == null) {
            if (!statement.arguments().isEmpty()) {
                context.error(
                        Code.SCRIPT_COMMAND,
                        argumentLocation(statement),
                        directive.keyword() + ": a quote is not closed, ignored");
            }
            return null;
        }
        if (words.isEmpty() || words.getFirst().isBlank()) {
            context.error(
                    Code.SCRIPT_COMMAND, statement.location(), directive.keyword() + " has an empty command, ignored");
            return null;
        }
        return words;
    }

    private static @Nullable ScriptDraft command(
            Directive directive, String command, Statement statement, BindContext context) {
        SourceLocation location = argumentLocation(statement);
        List<String> argv = ScriptWords.splitCommand(command);
        if (argv == null || argv.isEmpty() || argv.getFirst().isEmpty()) {
            context.error(
                    Code.SCRIPT_COMMAND,
                    location,
                    directive.keyword() + ": the command '" + command + "' cannot be split, ignored");
            return null;
        }
        String operator = ShellOperators.firstIn(argv);
        if (operator != null) {
            context.caution(
                    Code.SHELL_OPERATOR,
                    location,
                    "no shell runs this command, so '" + operator + "' is taken as an argument",
                    ShellOperators.advice(directive.keyword(), argv));
        }
        return new ScriptDraft(
                directive.keyword(),
                command,
                argv,
                null,
                location,
                context.current().label());
    }

    private static SourceLocation argumentLocation(Statement statement) {
        return statement.arguments().isEmpty()
                ? statement.location()
                : statement.arguments().getFirst().location();
    }

    /** Looks a user, and the group if one is given, up on this machine; null when there is none, with a message. */
    static @Nullable ScriptUser user(
            String user, @Nullable String group, SourceLocation location, BindContext context) {
        HostFacts.Account account = context.host().account(user);
        if (account == null) {
            context.caution(Code.SCRIPT_USER_UNKNOWN, location, "Script user '" + user + "' does not exist", null);
            return null;
        }
        String groupName = group == null ? "" : group.startsWith(":") ? group.substring(1) : group;
        if (groupName.isEmpty()) {
            return new ScriptUser(user, account.uid(), Integer.toString(account.gid()), account.gid());
        }
        Integer gid = context.host().group(groupName);
        if (gid == null) {
            context.caution(
                    Code.SCRIPT_USER_UNKNOWN, location, "Script group '" + groupName + "' does not exist", null);
            return null;
        }
        return new ScriptUser(user, account.uid(), groupName, gid);
    }
}
