// SPDX-License-Identifier: Apache-2.0
package org.attune.method.freeze;

import java.util.List;
import org.attune.config.Rules;
import org.attune.config.Section;
import org.attune.method.NamePattern;

/**
 * The options of freezing: what learns.
 *
 * @param layers so many blocks, from the last one down, and all that comes after them
 * @param modules names of further modules, {@code *} for any characters
 */
record Unfrozen(int layers, List<String> modules) {

    static final Unfrozen DEFAULT = new Unfrozen(2, List.of());

    private static final int MOST = 1 << 10;

    Unfrozen {
        modules = List.copyOf(modules);
        Rules.of("method").between("layers", layers, 0, MOST).check();
    }

    static Unfrozen read(Section section) {
        List<String> modules = section.texts("modules", DEFAULT.modules());
        int layers = section.integer("layers", modules.isEmpty() ? DEFAULT.layers() : 0);
        return section.build(() -> new Unfrozen(layers, modules), DEFAULT);
    }

    /**
     * Whether a parameter learns.
     *
     * @param depth 0 for embeddings, i + 1 for block i, more for what comes after
     * @param blocks of the model
     */
    boolean has(String parameter, int depth, int blocks) {
        String module = parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
        boolean named = modules.stream().anyMatch(pattern -> matches(pattern, module));
        return named || (layers > 0 && depth > blocks - layers);
    }

    /** Also the parts of a module that is named. */
    static boolean matches(String pattern, String module) {
        return NamePattern.of(pattern).matches(module)
                || NamePattern.of(pattern + ".*").matches(module);
    }
}
