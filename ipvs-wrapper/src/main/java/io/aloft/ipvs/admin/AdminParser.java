package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsTimeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** ipvsadm's command line: what it asks for, or why it is refused, in ipvsadm's words and with its exit statuses. */
public final class AdminParser {

    private static final int MOST_SECONDS = 31 * 24 * 60 * 60;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final String program;
    private final NameService names;

    /**
     * @param program how messages name this program
     * @param names for hosts and ports that are given by name
     */
    public AdminParser(String program, NameService names) {
        this.program = program;
        this.names = names;
    }

    /**
     * Reads one command line.
     *
     * @throws AdminRefusal it makes no sense
     */
    public AdminRequest parse(List<String> words) throws AdminRefusal {
        if (words.isEmpty()) {
            return new AdminRequest.ListTable(null, new ListFormat(ListFormat.Columns.TABLE, false, false, true));
        }
        var reader = new AdminWords(words);
        AdminWords.Given first = command(reader);
        if (!(first.word() instanceof AdminVerb verb)) {
            throw hint();
        }
        if (verb == AdminVerb.HELP) {
            return new AdminRequest.Help();
        }
        if (verb == AdminVerb.VERSION) {
            return new AdminRequest.Version();
        }
        SyncDaemonValues daemon = new SyncDaemonValues(verb, first.required());
        var values = new AdminValues(daemon, names);
        for (AdminWords.Given given = reader.next(); given != null; given = reader.next()) {
            if (!(given.word() instanceof AdminOption option)) {
                throw AdminRefusal.because("invalid option `" + given.spelling() + "'");
            }
            values.take(option, given.required(), given.value() != null);
        }
        List<String> others = reader.leftOver();
        IpvsTimeouts timeouts = null;
        if (verb == AdminVerb.SET) {
            timeouts = timeouts(others);
            others = others.subList(3, others.size());
        }
        if (!others.isEmpty()) {
            throw AdminRefusal.because("unexpected argument " + others.getFirst());
        }
        AdminRules.check(verb, values.given());
        return timeouts == null
                ? request(verb, values)
                : new AdminRequest.Change(new IpvsCommand.SetTimeouts(timeouts));
    }

    /**
     * Reads one line of what {@code -R} gets. It may begin with the word {@code ipvsadm}; quotes mean nothing.
     *
     * @return empty for an empty line
     * @throws AdminRefusal it makes no sense
     */
    public Optional<AdminRequest> parseLine(String line) throws AdminRefusal {
        // A byte of zero ends the line, as it ends C's strings.
        int end = line.indexOf('\0');
        List<String> words = new ArrayList<>();
        for (String word : SPACE.split(end < 0 ? line : line.substring(0, end))) {
            if (!word.isEmpty() && !(words.isEmpty() && word.equals("ipvsadm"))) {
                words.add(word);
            }
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        AdminRequest request = parse(words);
        if (request instanceof AdminRequest.Restore) {
            throw hint();
        }
        return Optional.of(request);
    }

    private AdminWords.Given command(AdminWords reader) throws AdminRefusal {
        try {
            AdminWords.Given first = reader.next();
            if (first != null) {
                return first;
            }
        } catch (AdminRefusal e) {
            // Whatever is wrong with the first word, ipvsadm has the same to say.
            throw hint();
        }
        throw hint();
    }

    private AdminRefusal hint() {
        return AdminRefusal.hint(program);
    }

    private static IpvsTimeouts timeouts(List<String> words) throws AdminRefusal {
        if (words.size() < 3) {
            throw AdminRefusal.because("--set option requires 3 timeout values");
        }
        return new IpvsTimeouts(timeout(words.get(0)), timeout(words.get(1)), timeout(words.get(2)));
    }

    private static int timeout(String word) throws AdminRefusal {
        OptionalInt seconds = Decimal.parse(word, 0, MOST_SECONDS);
        if (seconds.isEmpty()) {
            throw AdminRefusal.because("invalid timeout value `" + word + "' specified");
        }
        return seconds.getAsInt();
    }

    private static AdminRequest request(AdminVerb verb, AdminValues values) throws AdminRefusal {
        return switch (verb) {
            case LIST -> ListValues.request(values);
            case SAVE -> new AdminRequest.Save(values.has(AdminOption.NUMERIC));
            case RESTORE -> new AdminRequest.Restore();
            case HELP -> new AdminRequest.Help();
            case VERSION -> new AdminRequest.Version();
            case ADD_SERVICE,
                    EDIT_SERVICE,
                    DELETE_SERVICE,
                    FLUSH,
                    ADD_SERVER,
                    EDIT_SERVER,
                    DELETE_SERVER,
                    ZERO,
                    SET,
                    START_DAEMON,
                    STOP_DAEMON -> new AdminRequest.Change(change(verb, values));
        };
    }

    private static IpvsCommand change(AdminVerb verb, AdminValues values) throws AdminRefusal {
        return switch (verb) {
            case ADD_SERVICE -> new IpvsCommand.AddService(values.service());
            case EDIT_SERVICE -> new IpvsCommand.SetService(values.service());
            case DELETE_SERVICE -> new IpvsCommand.DeleteService(values.key());
            case ADD_SERVER -> new IpvsCommand.AddDestination(values.key(), values.destination());
            case EDIT_SERVER -> new IpvsCommand.SetDestination(values.key(), values.destination());
            case DELETE_SERVER -> new IpvsCommand.DeleteDestination(values.key(), values.serverEndpoint());
            case ZERO -> values.hasService() ? new IpvsCommand.ZeroService(values.key()) : new IpvsCommand.ZeroAll();
            case START_DAEMON -> values.daemon().start();
            case STOP_DAEMON -> values.daemon().stop();
            case FLUSH, SET, LIST, SAVE, RESTORE, HELP, VERSION -> new IpvsCommand.Flush();
        };
    }
}
