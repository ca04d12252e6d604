// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * How the result is saved.
 *
 * @param dtype AUTO: the base checkpoint's
 * @param checkpoints whether the checkpoints that are kept become models too
 * @param interpolate that it lies between the model as it came and the tuned one; empty: it is the tuned one
 */
public record ExportConfig(Dtype dtype, boolean checkpoints, Optional<Interpolate> interpolate) {

    public static final ExportConfig DEFAULT = of(Dtype.AUTO);

    public enum Dtype {
        AUTO,
        FP32,
        BF16,
        FP16
    }

    /** The result alone, as it was tuned. */
    public static ExportConfig of(Dtype dtype) {
        return new ExportConfig(dtype, false, Optional.empty());
    }

    static ExportConfig bind(Section section) {
        Dtype dtype = section.choice("dtype", Dtype.AUTO);
        boolean checkpoints = section.flag("checkpoints", false);
        Optional<Interpolate> interpolate = section.present("interpolate", Interpolate.KIND);
        section.finish();
        return new ExportConfig(dtype, checkpoints, interpolate);
    }
}
