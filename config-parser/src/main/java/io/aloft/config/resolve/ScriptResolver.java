package io.aloft.config.resolve;

import io.aloft.config.bind.GlobalDraft;
import io.aloft.config.bind.ScriptDraft;
import io.aloft.config.bind.ScriptUser;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.host.HostFacts;
import io.aloft.config.host.HostFacts.FileFacts;
import io.aloft.model.script.PathElement;
import io.aloft.model.script.ScriptCommand;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the programs of scripts, checks that they may be run, and decides whom they run as. */
final class ScriptResolver {

    private static final String DEFAULT_USER = "keepalived_script";
    private static final int SET_UID = 04000;
    private static final int SET_GID = 02000;

    private final HostFacts host;
    private final Diagnostics diagnostics;
    private final GlobalDraft global;
    private final boolean security;
    private @Nullable SourceLocation firstScript;
    private boolean insecure;

    ScriptResolver(HostFacts host, Diagnostics diagnostics, GlobalDraft global) {
        this.host = host;
        this.diagnostics = diagnostics;
        this.global = global;
        this.security = global.scriptSecurity;
    }

    /** The command to run, or null when there is none or it is disabled, which has then been reported. */
    @Nullable
    ScriptCommand resolve(@Nullable ScriptDraft script) {
        if (script == null) {
            return null;
        }
        if (script.user() == null && global.scriptUserUnknown) {
            error(Code.SCRIPT_USER_UNKNOWN, script, "is not run: script_user names nobody");
            return null;
        }
        ScriptUser user = script.user() == null ? defaultUser() : script.user();
        if (user == null && security) {
            diagnostics.error(
                    Code.SCRIPT_WITHOUT_USER,
                    script.location(),
                    StatusClass.GENERAL_ERROR,
                    script.keyword() + " is not run: with enable_script_security it needs a user; " + script.owner(),
                    "set script_user in global_defs");
            return null;
        }
        String program = script.argv().getFirst();
        if (program.startsWith("<") || program.startsWith(">")) {
            return redirection(script, user);
        }
        Path path = find(script, program);
        if (path == null || !isUsable(script, path, user)) {
            return null;
        }
        var argv = new ArrayList<>(script.argv());
        argv.set(0, path.toString());
        return command(script, argv, user);
    }

    /** One report for the whole configuration: scripts run though nothing keeps others from changing them. */
    void reportMissingSecurity() {
        if (security || firstScript == null) {
            return;
        }
        diagnostics.warning(
                Code.SCRIPT_SECURITY_OFF,
                firstScript,
                StatusClass.SECURITY,
                "SECURITY VIOLATION - scripts are being executed but script_security not enabled"
                        + (insecure ? "; there are insecure scripts" : ""),
                "put enable_script_security and script_user into global_defs");
    }

    private ScriptCommand command(ScriptDraft script, List<String> argv, @Nullable ScriptUser user) {
        if (firstScript == null) {
            firstScript = script.location();
        }
        return new ScriptCommand(
                script.configured(), argv, user == null ? null : user.user(), user == null ? null : user.group());
    }

    private @Nullable ScriptUser defaultUser() {
        if (global.scriptUser != null) {
            return global.scriptUser;
        }
        HostFacts.Account account = host.account(DEFAULT_USER);
        return account == null
                ? null
                : new ScriptUser(DEFAULT_USER, account.uid(), Integer.toString(account.gid()), account.gid());
    }

    /** {@code </path} asks whether a file can be opened; test(1) answers that without a shell. */
    private @Nullable ScriptCommand redirection(ScriptDraft script, @Nullable ScriptUser user) {
        String word = script.argv().getFirst();
        String file = word.length() > 1
                ? word.substring(1)
                : script.argv().size() > 1 ? script.argv().get(1) : "";
        if (word.startsWith(">") || file.isEmpty()) {
            error(
                    Code.SCRIPT_REDIRECTION,
                    script,
                    "cannot be run: only </path, which tests whether a file can be read, may start with < or >");
            return null;
        }
        Path test = inSearchPath("test");
        if (test == null) {
            error(Code.SCRIPT_NOT_FOUND, script, "cannot be run: there is no program 'test' in PATH");
            return null;
        }
        return command(script, List.of(test.toString(), "-r", file), user);
    }

    private @Nullable Path find(ScriptDraft script, String program) {
        try {
            if (program.contains("/")) {
                return Path.of(program).toAbsolutePath();
            }
            Path found = inSearchPath(program);
            if (found == null) {
                error(Code.SCRIPT_NOT_FOUND, script, "is disabled: cannot find script " + program + " in path");
                return null;
            }
            diagnostics.warning(
                    Code.SCRIPT_BY_PATH_SEARCH,
                    script.location(),
                    StatusClass.OK,
                    "script `" + program + "` resolved by path search to `" + found + "`; " + script.owner(),
                    "write the full path: " + found);
            return found;
        } catch (InvalidPathException e) {
            error(Code.SCRIPT_NOT_FOUND, script, "is disabled: '" + program.replace('\0', ' ') + "' is no path");
            return null;
        }
    }

    private @Nullable Path inSearchPath(String program) {
        for (Path directory : host.searchPath()) {
            Path candidate = directory.resolve(program);
            Path real = host.realPath(candidate);
            FileFacts facts = real == null ? null : host.file(real);
            if (facts != null && facts.kind() == FileFacts.Kind.FILE && (facts.mode() & 0111) != 0) {
                return candidate;
            }
        }
        return null;
    }

    private boolean isUsable(ScriptDraft script, Path path, @Nullable ScriptUser user) {
        int uid = user == null ? 0 : user.uid();
        int gid = user == null ? 0 : user.gid();
        Path real = host.realPath(path);
        FileFacts facts = real == null ? null : host.file(real);
        if (real == null || facts == null) {
            error(
                    Code.SCRIPT_NOT_FOUND,
                    script,
                    "is disabled: script " + path + " cannot be accessed - No such file or directory");
            return false;
        }
        Path closed = closedDirectory(real, uid, gid);
        if (closed != null) {
            error(
                    Code.SCRIPT_NOT_EXECUTABLE,
                    script,
                    "is disabled: uid:gid " + uid + ":" + gid + " may not enter " + closed);
            return false;
        }
        if (facts.kind() != FileFacts.Kind.FILE || !facts.mayExecute(uid, gid)) {
            error(
                    Code.SCRIPT_NOT_EXECUTABLE,
                    script,
                    "is disabled: script '" + path + "' is not executable for uid:gid " + uid + ":" + gid);
            return false;
        }
        boolean asRoot = uid == 0
                || gid == 0
                || (facts.mode() & SET_UID) != 0 && facts.uid() == 0
                || (facts.mode() & SET_GID) != 0 && facts.gid() == 0;
        String weak = asRoot ? weakElement(path, real) : null;
        if (weak == null) {
            return true;
        }
        insecure = true;
        String problem = "Unsafe permissions found for script '" + path + "': " + weak;
        if (security) {
            error(Code.SCRIPT_UNSAFE, script, "is disabled: " + problem);
        } else {
            diagnostics.warning(Code.SCRIPT_UNSAFE, script.location(), StatusClass.OK, problem + "; " + script.owner());
        }
        return !security;
    }

    private @Nullable Path closedDirectory(Path real, int uid, int gid) {
        for (Path at = real.getParent(); at != null; at = at.getParent()) {
            FileFacts facts = host.file(at);
            if (facts == null || !facts.mayExecute(uid, gid)) {
                return at;
            }
        }
        return null;
    }

    /** The first element of the configured or the real path that somebody other than root could replace. */
    private @Nullable String weakElement(Path configured, Path real) {
        for (Path path : configured.equals(real) ? List.of(real) : List.of(configured, real)) {
            for (Path at = path; at != null; at = at.getParent()) {
                FileFacts facts = host.file(at);
                String problem = facts == null
                        ? "cannot be looked at"
                        : element(facts).weakness().orElse(null);
                if (problem != null) {
                    return at + " " + problem;
                }
            }
        }
        return null;
    }

    private static PathElement element(FileFacts facts) {
        return new PathElement(
                facts.uid(),
                facts.gid(),
                facts.mode(),
                facts.kind() == FileFacts.Kind.LINK,
                facts.kind() == FileFacts.Kind.DIRECTORY);
    }

    /** keepalived counts a disabled vrrp_script; a notify script that is not there it only logs. */
    private void error(Code code, ScriptDraft script, String consequence) {
        StatusClass statusClass = script.keyword().equals("script") ? StatusClass.GENERAL_ERROR : StatusClass.OK;
        diagnostics.error(
                code, script.location(), statusClass, script.keyword() + " " + consequence + "; " + script.owner());
    }
}
