package io.aloft.lab.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.Timer;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pure packages decide by values alone: event and time in, answer out. Hence simulation, replay and exact tests. */
class PurePackagesTest {

    /** What a pure package may use of the JDK: values, collections and what the compiler itself puts in. */
    private static final String[] VALUES = {
        "java.lang",
        "java.lang.annotation",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.math",
        "java.nio",
        "java.nio.charset",
        "java.time",
        "java.util",
        "java.util.function",
        "java.util.regex",
        "java.util.stream",
        "org.jspecify.annotations"
    };

    /** Each pure package with those of ours that it may import besides itself and the model. */
    static Stream<Arguments> purePackages() {
        return Stream.of(
                Arguments.of("io.aloft.model..", new String[0]),
                // Message authentication codes are functions of their input.
                Arguments.of(
                        "io.aloft.vrrp.packet", new String[] {"javax.crypto", "javax.crypto.spec", "java.security"}),
                Arguments.of("io.aloft.vrrp.fsm", new String[] {"io.aloft.vrrp.packet"}),
                Arguments.of("io.aloft.vrrp.track", new String[] {"io.aloft.vrrp.fsm"}),
                Arguments.of(
                        "io.aloft.vrrp.sim",
                        new String[] {"io.aloft.vrrp.fsm", "io.aloft.vrrp.packet", "io.aloft.vrrp.track"}),
                Arguments.of("io.aloft.vrrp.bfd", new String[0]),
                // Links and addresses are the records that netlink decodes them to.
                Arguments.of("io.aloft.vrrp.device.plan", new String[] {"io.aloft.netlink.route"}),
                Arguments.of("io.aloft.vrrp.firewall.rules", new String[] {"io.aloft.vrrp.device.plan"}),
                Arguments.of("io.aloft.checkers.health", new String[0]),
                Arguments.of("io.aloft.checkers.regex", new String[0]),
                Arguments.of("io.aloft.checkers.marking", new String[0]),
                Arguments.of(
                        "io.aloft.checkers.table",
                        new String[] {"io.aloft.checkers.health", "io.aloft.checkers.marking", "io.aloft.ipvs"}),
                Arguments.of("io.aloft.checkers.genhash", new String[0]),
                Arguments.of("io.aloft.ipvs.plan", new String[] {"io.aloft.ipvs"}),
                Arguments.of("io.aloft.ipvs.admin", new String[] {"io.aloft.ipvs"}),
                Arguments.of("io.aloft.config.diagnostic", new String[0]),
                Arguments.of(
                        "io.aloft.config.lint", new String[] {"io.aloft.config.diagnostic", "io.aloft.config.origin"}),
                Arguments.of("io.aloft.config.lint.compare", new String[] {
                    "io.aloft.config.diagnostic",
                    "io.aloft.config.origin",
                    "io.aloft.config.lint",
                    // Records are compared field by field, whatever they hold.
                    "java.lang.reflect"
                }));
    }

    @ParameterizedTest
    @MethodSource("purePackages")
    void importOnlyTheModelAndValues(String pure, String[] neighbours) {
        Product.holds(classes()
                .that()
                .resideInAPackage(pure)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(VALUES)
                        .or(resideInAnyPackage(pure, "io.aloft.model.."))
                        .or(resideInAnyPackage(neighbours))
                        .or(arraysOf("byte", "int", "long", "char"))));
    }

    @ParameterizedTest
    @MethodSource("purePackages")
    void neverTouchThreadsProcessesOrChance(String pure, String[] neighbours) {
        Product.holds(noClasses()
                .that()
                .resideInAPackage(pure)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        SecureRandom.class,
                        KeyGenerator.class,
                        Thread.class,
                        ThreadLocal.class,
                        Process.class,
                        ProcessBuilder.class,
                        Runtime.class,
                        Clock.class,
                        Timer.class,
                        Random.class,
                        UUID.class));
    }

    @ParameterizedTest
    @MethodSource("purePackages")
    void neverLookAtAClockOrTheEnvironment(String pure, String[] neighbours) {
        Product.holds(noClasses().that().resideInAPackage(pure).should().callMethodWhere(asksTheMachine()));
    }

    /** The loader may read files and interfaces, but it has no business with time, threads, sockets or the log. */
    @Test
    void theLoaderHasNoClockNoThreadNoSocketAndNoLogger() {
        Product.holds(noClasses()
                .that()
                .resideInAPackage("io.aloft.config..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.concurrent..", "java.nio.channels..")
                        .or(are(simpleName("Socket")))
                        .or(are(simpleName("Thread"))))
                .orShould()
                .callMethodWhere(clock()));
    }

    private static DescribedPredicate<JavaClass> arraysOf(String... names) {
        return DescribedPredicate.describe(
                "primitives and their arrays",
                type -> type.isPrimitive()
                        || type.isArray()
                                && Stream.of(names)
                                        .anyMatch(type.getBaseComponentType().getName()::equals));
    }

    private static DescribedPredicate<JavaMethodCall> clock() {
        return DescribedPredicate.describe("a clock is read", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getName();
            return owner.equals("java.lang.System") && (name.equals("nanoTime") || name.equals("currentTimeMillis"))
                    || owner.startsWith("java.time.") && name.equals("now");
        });
    }

    private static DescribedPredicate<JavaMethodCall> asksTheMachine() {
        return clock().or(DescribedPredicate.describe(
                "the machine is asked",
                call -> call.getTargetOwner().isEquivalentTo(System.class)
                        && !call.getName().equals("arraycopy")
                        && !call.getName().equals("identityHashCode")));
    }
}
