package io.aloft.lab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each library is known in one place, so that replacing it, or distrusting it, concerns one place. */
class LibraryBordersTest {

    /** A library, where it may be used, and where it certainly is: a border around nothing would prove nothing. */
    static Stream<Arguments> borders() {
        return Stream.of(
                border("com.sun.jna..", "io.aloft.posix", "io.aloft.posix"),
                border("org.pcap4j..", "io.aloft.vrrp.channel", "io.aloft.vrrp.channel", "io.aloft.lab.."),
                border(
                        "io.netty..",
                        "io.aloft.checkers.netty",
                        "io.aloft.checkers..",
                        "io.aloft.daemon.http..",
                        "io.aloft.notify.smtp.."),
                border("org.apache.logging.log4j..", "io.aloft.daemon.log", "io.aloft.daemon.log"),
                border("org.antlr..", "io.aloft.config.syntax", "io.aloft.config.syntax", "io.aloft.config.grammar"),
                // Reports know how; the kernel's table is written by the subcommand that lists it.
                border(
                        "com.fasterxml.jackson..",
                        "io.aloft.config.report",
                        "io.aloft.config.report",
                        "io.aloft.daemon.http",
                        "io.aloft.daemon.command"),
                border("picocli..", "io.aloft.daemon.command", "io.aloft.daemon.command"),
                border("sun.misc..", "io.aloft.daemon", "io.aloft.daemon.."));
    }

    private static Arguments border(String library, String user, String... allowed) {
        return Arguments.of(library, user, allowed);
    }

    @ParameterizedTest
    @MethodSource("borders")
    void aLibraryStaysBehindItsBorder(String library, String user, String[] allowed) {
        Product.holds(noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    @ParameterizedTest
    @MethodSource("borders")
    void theLibraryIsReallyUsedBehindIt(String library, String user, String[] allowed) {
        PackageMatcher inLibrary = PackageMatcher.of(library);
        assertThat(Product.CLASSES.that(JavaClass.Predicates.resideInAPackage(user)))
                .anyMatch(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> inLibrary.matches(use.getTargetClass().getPackageName())));
    }
}
