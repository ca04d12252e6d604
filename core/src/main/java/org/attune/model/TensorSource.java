// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Where the values of parameters come from, by name. */
public interface TensorSource {

    /** The shape of the tensor with this name, null where there is none. */
    long @Nullable [] shape(String name);

    /** The tensor, in its stored type, on the CPU. */
    Tensor load(String name);
}
