package io.aloft.lab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** NullAway looks only where a package says that its types are non-null unless marked. */
class NullMarkedTest {

    /** ANTLR writes this one; its sources are not ours to mark. */
    private static final String GENERATED = "io.aloft.config.grammar";

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages = Product.CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(p -> !p.getName().equals(GENERATED))
                .collect(Collectors.toSet());
        assertThat(packages).hasSizeGreaterThan(30);
        assertThat(packages)
                .filteredOn(p -> !p.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }
}
