package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aloft.config.directive.Secrets;
import io.aloft.config.print.ConfigPrinter;
import io.aloft.config.source.SourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loading what was printed gives the image that was printed, and printing it once more changes nothing. */
class PrintRoundTripTest {

    private static final Path CORPUS = Path.of(System.getProperty("aloft.corpus", "../../shared/corpus"));

    @TempDir
    private Path directory = Path.of(".");

    private final FakeHost host = FakeHost.withEverything();
    private final LoadOptions options = new LoadOptions("director", false, Map.of(), SourceLimits.DEFAULT);

    static Stream<Path> ownFiles() throws IOException {
        var files = new ArrayList<>(below(Path.of("src/test/resources")));
        files.addAll(below(Path.of("../examples")));
        assertThat(files).hasSizeGreaterThan(50);
        return files.stream();
    }

    static Stream<Path> corpus() throws IOException {
        return Files.isDirectory(CORPUS) ? below(CORPUS.resolve("conf")).stream() : Stream.of(CORPUS);
    }

    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("ownFiles")
    void whatWasPrintedLoadsAsTheSameImage(Path file) throws IOException {
        assertRoundTrip(file, options);
    }

    @Tag("corpus")
    @ParameterizedTest
    @MethodSource("corpus")
    void whatPeopleWroteSurvivesPrinting(Path file) throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS.toAbsolutePath() + " (-Daloft.corpus=DIR)");
        assertRoundTrip(file, options);
    }

    private void assertRoundTrip(Path file, LoadOptions options) throws IOException {
        LoadedFile loaded = ConfigLoader.loadWithStatements(file, options, host);
        if (loaded.result().image() == null || loaded.result().unbalanced()) {
            return;
        }
        String printed = ConfigPrinter.print(loaded, true).text();
        LoadedFile again = load(printed);
        assertThat(again.result().image()).as(printed).isEqualTo(loaded.result().image());
        assertThat(statements(ConfigPrinter.print(again, true).text())).isEqualTo(statements(printed));
    }

    @Test
    void randomEditsSurvivePrinting() throws IOException {
        List<byte[]> seeds = ConfigFuzzTest.seeds();
        long seed = Long.getLong("aloft.fuzz.seed", 20_260_101L);
        int rounds = Integer.getInteger("aloft.fuzz.rounds", 400);
        Path file = directory.resolve("edited.conf");
        var bounded = new LoadOptions("director", false, Map.of(), ConfigFuzzTest.LIMITS);
        for (int round = 0; round < rounds; round++) {
            var random = new SplittableRandom(seed + round);
            Files.write(file, ConfigFuzzTest.edited(seeds.get(random.nextInt(seeds.size())), random));
            try {
                assertRoundTrip(file, bounded);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Daloft.fuzz.seed=" + (seed + round) + " -Daloft.fuzz.rounds=1", e);
            }
        }
    }

    /** A statement that has no effect is a comment the first time and gone the second. */
    private static List<String> statements(String printed) {
        // A carriage return in the middle of a line is a blank to keepalived.
        return Stream.of(printed.split("\n"))
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .toList();
    }

    private LoadedFile load(String text) throws IOException {
        return ConfigLoader.loadWithStatements(
                Files.writeString(directory.resolve("keepalived.conf"), text), options, host);
    }

    @Test
    void definitionsConditionsAliasesAndQuotesAreResolved() throws IOException {
        LoadedFile loaded = load("""
                $IF=eth0
                vrrp_instance VI_1 { interface $IF
                  virtual_router_id 51 ; # the usual one
                @director priority 150
                @other priority 50
                  colour blue
                  priority 300
                  notify "/usr/bin/true '#1'"  nobody
                  virtual_ipaddress { 10.0.0.1 }
                }
                virtual_server 10.0.0.1 80 {
                  lvs_sched rr
                  lb_kind NAT
                  protocol TCP
                  real_server 10.0.0.2 80 { HTTP_GET { url { path "/a b" } nb_get_retry 3
                  } }
                }
                """);
        assertThat(ConfigPrinter.print(loaded, true).text()).isEqualTo("""
                        vrrp_instance VI_1 {
                            interface eth0
                            virtual_router_id 51 ;
                            priority 150
                            # colour blue    # unknown keyword 'colour' in vrrp_instance, line ignored; instance VI_1
                            priority 100
                            notify "/usr/bin/true '#1'"  nobody
                            virtual_ipaddress {
                                10.0.0.1
                            }
                        }

                        virtual_server 10.0.0.1 80 {
                            lb_algo rr
                            lb_kind NAT
                            protocol TCP
                            real_server 10.0.0.2 80 {
                                HTTP_GET {
                                    url {
                                        path "/a b"
                                    }
                                    retry 3
                                }
                            }
                        }
                        """);
    }

    @Test
    void secretsAreCoveredUnlessAskedFor() throws IOException {
        LoadedFile loaded = load("""
                SSL {
                    password "s3cret"
                }
                vrrp_instance VI_1 {
                    auth_pass=s3cret
                    authentication {
                        auth_type PASS
                        auth_pass s3cret
                    }
                    auth_hmac {
                        key 1 s3cret
                    }
                }
                """);
        String covered = ConfigPrinter.print(loaded, false).text();
        assertThat(covered).doesNotContain("s3cret").contains("key 1 " + Secrets.MASK);
        assertThat(ConfigPrinter.print(loaded, true).text()).contains("auth_pass s3cret", "key 1 s3cret");
    }
}
