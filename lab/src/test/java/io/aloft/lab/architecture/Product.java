package io.aloft.lab.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** Every class that we wrote, tests aside; read once for all rules. */
final class Product {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.aloft");

    private Product() {}

    /** A rule that looks at nothing fails: a package that was renamed must not take its rule along in silence. */
    static void holds(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }
}
