// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Compiled classes that the rules look at. */
final class CompiledClasses {

    static final String FIXTURE = "org.attune.architecture.fixture";

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.attune");

    private CompiledClasses() {}

    static JavaClasses ofCore() {
        return CORE;
    }

    /** A tiny project that breaks each rule once. */
    static JavaClasses ofFixture() {
        return new ClassFileImporter().importPackages(FIXTURE);
    }
}
