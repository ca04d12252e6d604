// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How tests are written: they run, have sentences for names, and say why when they do not run. */
final class TestConventions {

    private static final Set<String> TEST_MARKS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Property", "Example");

    private TestConventions() {}

    static List<String> breaches(SourceFile file) {
        List<String> breaches = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            private boolean hasTests;

            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                if (isTest(method.getModifiers())) {
                    if (!hasTests
                            && !file.typeName().endsWith("Test")
                            && !file.typeName().endsWith("Contract")) {
                        breaches.add(file.path() + ": " + file.typeName()
                                + ": its tests never run; end its name in Test (or Contract, for others to implement)");
                    }
                    hasTests = true;
                    if (!method.getName().toString().matches("[a-z0-9]+_\\w+")) {
                        breaches.add(file.at(method, method.getName() + ": name it by a sentence, a_row_is_read"));
                    }
                }
                return super.visitMethod(method, null);
            }

            @Override
            public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
                if (simple(annotation.getAnnotationType().toString()).equals("Disabled")
                        && annotation.getArguments().isEmpty()) {
                    breaches.add(file.at(annotation, "@Disabled: say why"));
                }
                return super.visitAnnotation(annotation, null);
            }

            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                String name = simple(call.getMethodSelect().toString());
                if (Set.of("assumeTrue", "assumeFalse").contains(name)
                        && call.getArguments().size() < 2) {
                    breaches.add(file.at(call, name + ": say why it skips"));
                }
                return super.visitMethodInvocation(call, null);
            }
        }.scan(file.tree(), null);
        return breaches;
    }

    private static boolean isTest(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream()
                .anyMatch(a -> TEST_MARKS.contains(simple(a.getAnnotationType().toString())));
    }

    private static String simple(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }
}
