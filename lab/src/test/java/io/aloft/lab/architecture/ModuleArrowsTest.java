package io.aloft.lab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Section "Modules" of docs/architecture.md. */
class ModuleArrowsTest {

    @ParameterizedTest
    @EnumSource(value = ProductModule.class, names = "LAB", mode = EnumSource.Mode.EXCLUDE)
    void aModuleImportsOnlyThoseItsArrowsPointTo(ProductModule module) {
        String[] forbidden =
                module.mustNotImport().stream().map(ProductModule::packages).toArray(String[]::new);
        Product.holds(noClasses()
                .that()
                .resideInAPackage(module.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    @Test
    void theArrowsHaveNoCycle() {
        Product.holds(slices().matching("io.aloft.(*)..").should().beFreeOfCycles());
        Product.holds(slices().matching("io.aloft.(**)").should().beFreeOfCycles());
    }

    @Test
    void checkersKnowIpvsOnlyByItsInterface() {
        Product.holds(noClasses()
                .that()
                .resideInAPackage("io.aloft.checkers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.aloft.ipvs.genl.."));
    }

    @Test
    void everyClassBelongsToAModuleAndEveryModuleHasClasses() throws IOException {
        Set<String> roots = Arrays.stream(ProductModule.values())
                .map(module -> module.rootPackage)
                .collect(Collectors.toSet());
        Set<String> found = Product.CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> String.join(".", Arrays.asList(name.split("\\.")).subList(0, 3)))
                .collect(Collectors.toSet());
        assertThat(found).isEqualTo(roots);

        // A module that the reactor builds and that has code is one of those whose arrows are known.
        Set<String> directories =
                Arrays.stream(ProductModule.values()).map(m -> m.directory).collect(Collectors.toSet());
        Path root = SourceTree.root();
        String pom = Files.readString(root.resolve("pom.xml"));
        Set<String> built = SourceTree.matches(pom, "<module>([^<]+)</module>").stream()
                .filter(name -> Files.isDirectory(root.resolve(name).resolve("src/main/java")))
                .collect(Collectors.toSet());
        assertThat(built).isEqualTo(directories);
    }
}
