// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.attune.problem.InputException;
import org.attune.problem.Problems;

/** Reads a file that is no recipe by a recipe's rules: known keys only, all problems at once. */
public final class StrictFile {

    private StrictFile() {}

    /**
     * @param whole what messages call the file: {@code a suite}
     * @throws InputException with every problem, those included that the reader throws where it is done
     */
    public static <T> T read(MapNode tree, String whole, Function<Section, T> reader) {
        Problems problems = new Problems();
        Section top = new Section(List.of(), tree, new Binding(problems, new ResolvedRecipe(), whole), List.of());
        T read = problems.collect(() -> reader.apply(top));
        top.finish();
        problems.throwIfAny();
        return Objects.requireNonNull(read);
    }
}
