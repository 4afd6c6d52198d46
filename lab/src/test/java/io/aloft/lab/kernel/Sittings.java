package io.aloft.lab.kernel;

import java.util.List;
import java.util.stream.Stream;

/** Everything that is played. */
final class Sittings {
    private Sittings() {}

    static final List<Sitting> ALL = Stream.concat(
                    Stream.of(
                            new Sitting(
                                    "checks",
                                    "",
                                    List.of(),
                                    Stream.of(CheckerScenarios.ALL, PoolScenarios.ALL, ServiceScenarios.ALL)
                                            .flatMap(List::stream)
                                            .toList()),
                            new Sitting("reloads", "", List.of(), ReloadScenarios.ALL)),
                    LifeScenarios.ALL.stream())
            .toList();
}
