// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestConventionsTest {

    private static final String PATH = "core/src/test/java/org/attune/example/";

    @Test
    void the_tests_keep_the_conventions() {
        List<SourceFile> tests =
                Repository.sources().stream().filter(f -> !f.isMain()).toList();
        assertThat(tests).hasSizeGreaterThan(5);
        assertThat(tests.stream().flatMap(f -> TestConventions.breaches(f).stream()))
                .isEmpty();
    }

    @Test
    void a_class_that_surefire_would_not_run_is_found() {
        assertThat(TestConventions.breaches(source("Example", "final class Example { @Test void a_thing_holds() {} }")))
                .singleElement()
                .asString()
                .contains("Example: its tests never run");
        assertThat(TestConventions.breaches(
                        source("ExampleTest", "class ExampleTest { @Property void a_thing_holds() {} }")))
                .isEmpty();
        assertThat(TestConventions.breaches(
                        source("MethodContract", "interface MethodContract { @Test default void it_holds() {} }")))
                .isEmpty();
    }

    @Test
    void a_test_that_is_off_says_why() {
        assertThat(TestConventions.breaches(source("ATest", "class ATest { @Disabled @Test void a_thing_holds() {} }")))
                .singleElement()
                .asString()
                .contains("say why");
        assertThat(TestConventions.breaches(source(
                        "ATest",
                        "class ATest { @Disabled(\"since the oracle lacks it\") @Test void a_thing_holds() {} }")))
                .isEmpty();
    }

    @Test
    void an_assumption_says_why_it_skips() {
        assertThat(TestConventions.breaches(
                        source("ATest", "class ATest { @Test void a_thing_holds() { assumeTrue(false); } }")))
                .singleElement()
                .asString()
                .contains("why it skips");
        assertThat(TestConventions.breaches(source(
                        "ATest",
                        "class ATest { @Test void a_thing_holds() { Assumptions.assumeTrue(false, \"no data\"); } }")))
                .isEmpty();
    }

    @Test
    void a_test_is_named_by_a_sentence() {
        assertThat(TestConventions.breaches(source("ATest", "class ATest { @Test void testReader() {} }")))
                .singleElement()
                .asString()
                .contains("testReader: name it by a sentence");
    }

    private static SourceFile source(String type, String text) {
        return Repository.source(PATH + type + ".java", text);
    }
}
