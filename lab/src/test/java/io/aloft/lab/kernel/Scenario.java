package io.aloft.lab.kernel;

import io.aloft.lab.node.DirectorKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of a configuration, the servers it speaks of, and what happens to them step by step. Written with the names of
 * {@link Names}. The first step is the director's start.
 */
final class Scenario {
    /** Quick checks: a server that fails is out after three seconds at most. */
    static final String PACE = """
        delay_loop 2
        warmup 0
        connect_timeout 3
        retry 1
        delay_before_retry 1
        """;

    /** What a server is. */
    enum Kind {
        TCP(80),
        HTTP(80),
        TLS(443),
        SMTP(25),
        DNS(53),
        UDP(5060);

        private final int port;

        Kind(int port) {
            this.port = port;
        }

        int port() {
            return port;
        }
    }

    /**
     * A server that the configuration names.
     *
     * @param address without port
     * @param answer what it says until it is told something else
     */
    record Server(Kind kind, String address, String answer) {}

    private final int number;
    private final String title;
    private final List<Server> servers = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> configurations = new ArrayList<>();
    private Consumer<Stage> setUp = stage -> {};
    private String listing = "";
    private String stopped = "";
    private Step.@Nullable Difference stoppedOtherwise;

    /** @param number 1..99, one for each scenario */
    Scenario(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** Adds a server; {@link Stage} knows it by its address. */
    Scenario server(Kind kind, String address, String answer) {
        servers.add(new Server(kind, address, answer));
        return this;
    }

    /** Adds servers {@code RS.1} to {@code RS.count} that all answer well. */
    Scenario servers(Kind kind, int count) {
        for (int i = 1; i <= count; i++) {
            server(
                    kind,
                    "RS." + i,
                    switch (kind) {
                        case TCP -> "";
                        case HTTP, TLS -> "200 hello";
                        case SMTP -> "220 ready";
                        case DNS -> "0";
                        case UDP -> "pong";
                    });
        }
        return this;
    }

    /** Something that has to be there before a director starts. */
    Scenario before(Consumer<Stage> action) {
        setUp = action;
        return this;
    }

    /** The configuration from the next step on; in a later step it has to be read by a reload. */
    Scenario config(String text) {
        while (configurations.size() < steps.size()) {
            configurations.add(configurations.getLast());
        }
        configurations.add(text);
        return this;
    }

    /** Adds the step that begins with the directors' start. */
    Scenario started(String table) {
        return add(new Step("the director starts", stage -> {}, table, null, false, false, List.of()));
    }

    /** Adds an event. */
    Scenario step(String title, Consumer<Stage> event, String table) {
        return add(new Step(title, event, table, null, false, false, List.of()));
    }

    /** Adds an event that the table must not show. */
    Scenario still(String title, Consumer<Stage> event) {
        return add(new Step(title, event, last().table(), null, false, true, List.of()));
    }

    /** Adds a reload with another configuration. */
    Scenario reload(String title, String text, String table) {
        config(text);
        return add(new Step(title, stage -> {}, table, null, true, false, List.of()));
    }

    /** Adds a reload that the table must not show. */
    Scenario stillReload(String title, String text) {
        config(text);
        return add(new Step(title, stage -> {}, last().table(), null, true, true, List.of()));
    }

    /** After the last step Aloft's table is another one, on purpose. */
    Scenario except(String table, String reason) {
        Step step = steps.removeLast();
        return add(new Step(
                step.title(),
                step.event(),
                step.table(),
                new Step.Difference(table, reason),
                step.reload(),
                step.still(),
                step.requests()));
    }

    /** After the last step a client asks, and this is who answers; see {@link Step.Requests}. */
    Scenario asked(String answers, String... targets) {
        Step step = steps.removeLast();
        List<Step.Requests> requests = new ArrayList<>(step.requests());
        requests.add(new Step.Requests(List.of(targets), answers));
        return add(new Step(
                step.title(), step.event(), step.table(), step.difference(), step.reload(), step.still(), requests));
    }

    /** The table is looked at with a further option of ipvsadm. */
    Scenario listedWith(String option) {
        listing = option;
        return this;
    }

    /** What the directors leave behind when they stop; nothing if it is not said. */
    Scenario stopped(String table) {
        stopped = table;
        return this;
    }

    /** Aloft leaves something else behind, on purpose. */
    Scenario stoppedExcept(String table, String reason) {
        stoppedOtherwise = new Step.Difference(table, reason);
        return this;
    }

    private Step last() {
        return steps.getLast();
    }

    private Scenario add(Step step) {
        steps.add(step);
        return this;
    }

    String listing() {
        return listing;
    }

    int number() {
        return number;
    }

    String title() {
        return title;
    }

    List<Server> servers() {
        return Collections.unmodifiableList(servers);
    }

    List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    Consumer<Stage> setUp() {
        return setUp;
    }

    /** What a table is expected to be after a step; the step behind the last one is the directors' stop. */
    String table(int step, DirectorKind kind) {
        if (step >= steps.size()) {
            return kind == DirectorKind.ALOFT && stoppedOtherwise != null ? stoppedOtherwise.table() : stopped;
        }
        return kind == DirectorKind.ALOFT
                ? steps.get(step).aloftTable()
                : steps.get(step).table();
    }

    /** What a client asks after a step. */
    List<Step.Requests> requests(int step) {
        return step < steps.size() ? steps.get(step).requests() : List.of();
    }

    /** The configuration in force after a number of steps, 0 before the first one. */
    String configuration(int step) {
        return configurations.get(Math.min(step, configurations.size() - 1));
    }
}
