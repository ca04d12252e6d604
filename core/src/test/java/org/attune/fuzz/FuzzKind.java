// SPDX-License-Identifier: Apache-2.0
package org.attune.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tensor.KeyedRandom;

/** A kind of files that come from outside: how broken ones are made and what uses them. */
public interface FuzzKind {

    /** How the command line names it. */
    String name();

    /** A broken file out of a sound one, by nothing but the draws of {@code random}. */
    FuzzInput input(Random random);

    /**
     * Reads the file and uses all of it, in every way that Attune does.
     *
     * @param folder for files, its caller's own
     * @throws InputException if the file is refused; whatever else is thrown is a defect
     */
    void use(FuzzInput input, Path folder) throws IOException;

    /** The input with a number: the same for the same seed, whichever inputs came before. */
    default FuzzInput input(long seed, long index) {
        return input(new Random(KeyedRandom.key(seed, name().hashCode(), index)));
    }

    /** Whether the file is accepted; otherwise it was refused with problems that a user can act on. */
    default boolean accepts(FuzzInput input, Path folder) throws IOException {
        try {
            use(input, folder);
            return true;
        } catch (InputException e) {
            if (e.problems().isEmpty() || !e.problems().stream().allMatch(FuzzKind::isClear)) {
                throw new AssertionError("refused without a clear problem: " + e.problems(), e);
            }
            return false;
        }
    }

    private static boolean isClear(Problem problem) {
        return problem.code().matches("[a-z]+([.-][a-z0-9-]+)*")
                && List.of(problem.where(), problem.found(), problem.expected(), problem.fix()).stream()
                        .noneMatch(String::isBlank);
    }
}
