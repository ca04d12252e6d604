// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.TreeMap;

/** Who may touch which foreign library, and what the flow may not know. */
final class DependencyRules {

    private DependencyRules() {}

    /** The rules by name for a project with this root package. */
    static Map<String, ArchRule> of(String root) {
        Map<String, ArchRule> rules = new TreeMap<>();
        rules.put(
                "the flow knows no concrete method, task or architecture",
                noClasses()
                        .that()
                        .resideInAPackage(root)
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(root + ".method.*..", root + ".task.*..", root + ".model.*..")));
        rules.put(
                "only tensor and weights touch raw pointers and values of TorchScript",
                outside(root, "tensor", "weights")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("org.bytedeco.javacpp..")
                                        .or(
                                                nameMatching(
                                                        "org\\.bytedeco\\.pytorch\\.(IValue.*|Generic.*|CompilationUnit|Jit.*|Function)"))));
        rules.put(
                "only data touches tables",
                outside(root, "data").should().dependOnClassesThat().resideInAnyPackage("org.duckdb..", "java.sql.."));
        rules.put(
                "nobody logs by java.util.logging or a certain logger",
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.logging..", "ch.qos.logback.."));
        rules.put(
                "packages have no cycles",
                SlicesRuleDefinition.slices().matching(root + ".(*)..").should().beFreeOfCycles());
        return rules;
    }

    private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction outside(
            String root, String... inside) {
        DescribedPredicate<JavaClass> within = resideInAPackage(root + "." + inside[0] + "..");
        for (String other : inside) {
            within = within.or(resideInAPackage(root + "." + other + ".."));
        }
        return noClasses().that(DescribedPredicate.not(within));
    }
}
