// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may see whom in core: only what lies in a lower layer. A package is known by its first part after the root; the root
 * itself, with the flow, is named {@code .} here.
 */
final class Layers {

    static final List<Set<String>> TABLE = List.of(
            Set.of("problem", "config", "statistics"),
            Set.of("run", "tensor"),
            Set.of("nn", "weights", "tokenizer", "optim", "distributed", "hub"),
            Set.of("model", "data"),
            Set.of("task", "method", "generate"),
            Set.of("train", "eval", "export", "report"),
            Set.of("curation"),
            Set.of("."),
            Set.of("launch"),
            Set.of("stages", "search", "benchmark", "federated"),
            Set.of("suggest"),
            Set.of("auto"));

    /** Siblings that one of the same layer may see all the same, with the reason. */
    static final Map<String, String> SIBLINGS = Map.of(
            "config > problem", "a recipe that is wrong is a list of problems",
            "method > task", "a method wraps the loss of a task");

    private final String root;

    Layers(String root) {
        this.root = root;
    }

    List<String> breaches(Iterable<JavaClass> classes) {
        Set<String> breaches = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = packageOf(type);
            if (layer(from) < 0) {
                breaches.add(
                        type.getName() + ": the package " + from + " is in no layer; add it to the table of Layers");
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target) && !mayDependOn(from, packageOf(target))) {
                    breaches.add(type.getName() + " sees " + target.getName() + ": " + packageOf(target)
                            + " is not below " + from);
                }
            }
        }
        return new ArrayList<>(breaches);
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.length() <= root.length()
                ? "."
                : name.substring(root.length() + 1).replaceAll("\\..*", "");
    }

    private static boolean mayDependOn(String from, String to) {
        return from.equals(to)
                || SIBLINGS.containsKey(from + " > " + to)
                || (layer(to) >= 0 && layer(to) < layer(from));
    }

    private static int layer(String name) {
        for (int i = 0; i < TABLE.size(); i++) {
            if (TABLE.get(i).contains(name)) {
                return i;
            }
        }
        return -1;
    }
}
