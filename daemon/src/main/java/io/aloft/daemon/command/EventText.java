package io.aloft.daemon.command;

import io.aloft.model.ConfigImage;
import io.aloft.vrrp.sim.HostPlan;
import io.aloft.vrrp.sim.Incident;
import io.aloft.vrrp.sim.Incident.What;
import io.aloft.vrrp.sim.Weather;
import io.aloft.vrrp.track.ScriptRun;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one {@code --event}: {@code TIME:WHAT[:DIRECTOR[:MORE]]}. */
final class EventText {

    /** What is accepted, one kind a line. */
    static final String ACCEPTED = """
        crash:A stop:A start:A         kill -9, SIGTERM, start of the director
        freeze:A resume:A              SIGSTOP, SIGCONT
        unplug:A[:IF] plug:A[:IF]      the cable of one interface, or of all
        cut:A cut:A>B heal             A loses everybody, B no longer hears A, all cuts heal
        loss:PERCENT                   of all packets, 0..99
        script:A:NAME:RESULT           every run from now on: an exit status, or timeout
        file:A:NAME:NUMBER             a tracked file holds another number
        process:A:NAME:up|down         the quorum of a tracked process
        bfd:A:NAME:up|down             a BFD session
        reload:A:FILE                  another file and SIGHUP
        """;

    /** An event that makes no sense; the message says what is accepted. */
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;

        Mistake(String message) {
            super(message);
        }
    }

    private static final long DELAY_NANOS = 200_000;

    private final List<HostPlan> plans;
    private final Function<String, @Nullable ConfigImage> loader;

    /**
     * @param plans in the order of their numbers
     * @param loader of a file; null when it cannot be used, which it says itself
     */
    EventText(List<HostPlan> plans, Function<String, @Nullable ConfigImage> loader) {
        this.plans = plans;
        this.loader = loader;
    }

    /** A LAN as the user has it: every packet arrives after 0.2 ms, but for those that are lost. */
    static Weather weather(int lossPercent) {
        return new Weather(lossPercent * 10, 0, DELAY_NANOS, DELAY_NANOS);
    }

    /** The incidents that the text asks for; more than one when it names no interface. */
    List<Incident> read(String text) throws Mistake {
        String[] words = text.split(":", 5);
        if (words.length < 2) {
            throw new Mistake("event '" + text + "' is not TIME:WHAT, as 5s:crash:"
                    + plans.getFirst().name());
        }
        long at = nanos(words[0]);
        return what(words, text).map(what -> new Incident(at, what)).toList();
    }

    private Stream<What> what(String[] words, String text) throws Mistake {
        return switch (words[1]) {
            case "heal" -> Stream.of(new What.Mend());
            case "loss" ->
                Stream.of(new What.Change(weather(number(word(words, 2, text).replace("%", ""), 0, 99))));
            case "cut" -> Stream.of(cut(word(words, 2, text)));
            case "crash" -> Stream.of(new What.Crash(node(words, text)));
            case "stop" -> Stream.of(new What.Stop(node(words, text)));
            case "start" -> Stream.of(new What.Start(node(words, text)));
            case "freeze" -> Stream.of(new What.Pause(node(words, text)));
            case "resume" -> Stream.of(new What.Resume(node(words, text)));
            case "unplug" -> cable(words, text, false);
            case "plug" -> cable(words, text, true);
            case "script", "file", "process", "bfd" -> Stream.of(tracked(words, text));
            case "reload" -> Stream.of(reload(words, text));
            default -> throw new Mistake("event '" + text + "': '" + words[1] + "' is unknown; there is\n" + ACCEPTED);
        };
    }

    private static String word(String[] words, int index, String text) throws Mistake {
        if (words.length <= index || words[index].isEmpty()) {
            throw new Mistake("event '" + text + "' needs more after '" + words[1] + "'; there is\n" + ACCEPTED);
        }
        return words[index];
    }

    private int node(String[] words, String text) throws Mistake {
        return node(word(words, 2, text));
    }

    private int node(String name) throws Mistake {
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).name().equals(name)) {
                return i;
            }
        }
        throw unknown("director", name, plans.stream().map(HostPlan::name).toList());
    }

    private static Mistake unknown(String kind, String name, Iterable<String> known) {
        String list = String.join(", ", known);
        return new Mistake("there is no " + kind + " '" + name + "'; "
                + (list.isEmpty() ? "there is none at all" : "there is " + list));
    }

    private What cut(String whom) throws Mistake {
        int arrow = whom.indexOf('>');
        return arrow < 0
                ? new What.Split(List.of(node(whom)))
                : new What.Cut(node(whom.substring(0, arrow)), node(whom.substring(arrow + 1)));
    }

    private Stream<What> cable(String[] words, String text, boolean up) throws Mistake {
        int node = node(words, text);
        Set<String> known = plans.get(node).interfaces();
        if (words.length <= 3) {
            return known.stream().map(name -> new What.Carrier(node, name, up));
        }
        if (!known.contains(words[3])) {
            throw unknown("interface", words[3], known);
        }
        return Stream.of(new What.Carrier(node, words[3], up));
    }

    private What tracked(String[] words, String text) throws Mistake {
        int node = node(words, text);
        String name = word(words, 3, text);
        String value = word(words, 4, text);
        ConfigImage image = plans.get(node).image();
        Set<String> known = new TreeSet<>();
        switch (words[1]) {
            case "script" -> image.scripts().forEach(script -> known.add(script.name()));
            case "file" -> image.tracked().files().forEach(file -> known.add(file.name()));
            case "process" -> image.tracked().processes().forEach(process -> known.add(process.name()));
            default -> image.tracked().bfdInstances().forEach(bfd -> known.add(bfd.name()));
        }
        if (!known.contains(name)) {
            throw unknown("tracked " + words[1], name, known);
        }
        return switch (words[1]) {
            case "script" ->
                new What.Script(
                        node,
                        name,
                        value.equals("timeout")
                                ? new ScriptRun.TimedOut()
                                : new ScriptRun.Exited(number(value, 0, 255)));
            case "file" -> new What.FileValue(node, name, number(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case "process" -> new What.Process(node, name, up(value));
            default -> new What.Bfd(node, name, up(value));
        };
    }

    private What reload(String[] words, String text) throws Mistake {
        int node = node(words, text);
        word(words, 3, text);
        String file = String.join(":", List.of(words).subList(3, words.length));
        ConfigImage image = loader.apply(file);
        if (image == null) {
            throw new Mistake("event '" + text + "': the file cannot be used");
        }
        return new What.Reload(node, image);
    }

    private static boolean up(String word) throws Mistake {
        if (!word.equals("up") && !word.equals("down")) {
            throw new Mistake("'" + word + "' is neither up nor down");
        }
        return word.equals("up");
    }

    private static int number(String word, int least, int most) throws Mistake {
        try {
            int number = Integer.parseInt(word);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is accepted.
        }
        throw new Mistake("'" + word + "' is no number from " + least + " to " + most);
    }

    /** {@code 5s}, {@code 2.5s}, {@code 300ms}, {@code 2m}; without a unit, seconds. */
    static long nanos(String word) throws Mistake {
        String digits = word.replaceFirst("(ms|s|m)$", "");
        String unit = word.substring(digits.length());
        if (!digits.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
            throw new Mistake("'" + word + "' is no time; write 5s, 2.5s, 300ms or 2m");
        }
        long factor = switch (unit) {
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 1_000_000_000L;
        };
        return new BigDecimal(digits).multiply(BigDecimal.valueOf(factor)).longValue();
    }
}
