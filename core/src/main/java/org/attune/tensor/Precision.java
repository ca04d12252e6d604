// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What the arithmetic of a run is done in. Masters, norms, softmax statistics, losses and optimiser state are never narrower
 * than fp32; {@code BF16} narrows the operands of matrix products only.
 */
public enum Precision {
    /** bf16 operands of matrix products, fp32 masters: the default where the processor has the instructions. */
    BF16(ScalarType.BFloat16, ScalarType.Float),
    FP32(ScalarType.Float, ScalarType.Float),
    /** For comparisons with references; not offered to users. */
    FP64(ScalarType.Double, ScalarType.Double);

    private final ScalarType compute;
    private final ScalarType master;

    Precision(ScalarType compute, ScalarType master) {
        this.compute = compute;
        this.master = master;
    }

    /** The type of the operands of matrix products. */
    public ScalarType compute() {
        return compute;
    }

    /** The type of masters, gradient sums and everything that is not a matrix product. */
    public ScalarType master() {
        return master;
    }

    /** Resolves the recipe's {@code auto | bf16 | fp32} for a device. */
    public static Precision choose(String name, Placement.Kind device) {
        return switch (name) {
            case "bf16" -> BF16;
            case "fp32" -> FP32;
            case "auto" -> device == Placement.Kind.CUDA || Processor.current().hasBf16() ? BF16 : FP32;
            default -> throw new IllegalArgumentException("precision " + name);
        };
    }
}
