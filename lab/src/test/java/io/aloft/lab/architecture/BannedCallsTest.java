package io.aloft.lab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** Calls that are wrong in a root daemon wherever they stand. */
class BannedCallsTest {

    /** Who ends the process decides about addresses and tables: that is the daemon's life cycle, and a lab's main. */
    @Test
    void onlyMainsEndTheProcess() {
        Product.holds(noClasses()
                .that()
                .resideOutsideOfPackages("io.aloft.daemon", "io.aloft.daemon.lifecycle", "io.aloft.lab..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    /** {@code Runtime.exec(String)} splits words by itself, and children of ours must not inherit masks and terminals. */
    @Test
    void programsAreStartedInFewPlaces() {
        Product.holds(noClasses()
                .should()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class));
        Product.holds(noClasses()
                .that()
                .resideOutsideOfPackages("io.aloft.notify.script", "io.aloft.daemon", "io.aloft.lab..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class));
    }

    /** The default charset depends on the environment that the init system happens to give. */
    @Test
    void bytesBecomeTextWithANamedCharset() {
        Product.holds(noClasses()
                .should()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callConstructor(String.class, byte[].class)
                .orShould()
                .callConstructor(String.class, byte[].class, int.class, int.class));
    }

    /** Output belongs to the log; only a command line talks to its terminal. */
    @Test
    void onlyCommandLinesPrint() {
        Product.holds(noClasses()
                .that()
                .resideOutsideOfPackages("io.aloft.daemon", "io.aloft.lab..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    /** Sleeping on a loop delays everything that the loop owns; only a thread that has nothing else may. */
    @Test
    void onlyReceivingThreadsSleep() {
        Product.holds(noClasses()
                .that()
                .resideOutsideOfPackages("io.aloft.vrrp.channel", "io.aloft.lab..")
                .and()
                .doNotHaveFullyQualifiedName("io.aloft.vrrp.bfd.runtime.BfdReceiver")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class));
    }

    /** Bytes from outside that pick the classes to be made are somebody else's program. */
    @Test
    void nothingIsDeserialised() {
        Product.holds(noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class));
    }

    @Test
    void thereIsOneLoggingInterface() {
        Product.holds(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging.."));
    }
}
