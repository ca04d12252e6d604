// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import java.util.List;
import org.attune.method.Progress;
import org.attune.tensor.Parameter;
import org.bytedeco.pytorch.Tensor;

/** How far the states of two domains are apart, as a loss. */
interface Alignment {

    /** Called before every step. */
    default void activate(Progress progress) {}

    /** [source rows, width] and [target rows, width] → a scalar with its graph. */
    Tensor of(Tensor source, Tensor target);

    /** What learns beside the model. */
    default List<Parameter> parameters() {
        return List.of();
    }
}
