// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Similar;

/** The one problem that every source of tensors shares. */
final class Missing {

    private Missing() {}

    static InputException tensor(String where, String name, Set<String> known) {
        return new InputException(
                "weights.no-such-tensor",
                where,
                "has no tensor " + Problem.quote(name) + " among its " + known.size(),
                "an architecture finds all of its tensors in its checkpoint",
                Similar.to(name, known)
                        .map(near -> "did you mean " + Problem.quote(near) + "?")
                        .orElse("check that config.json and the weights belong together"));
    }
}
