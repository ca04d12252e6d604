// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * How the result is saved.
 *
 * @param dtype AUTO: the base checkpoint's
 * @param interpolate that it lies between the model as it came and the tuned one; empty: it is the tuned one
 */
public record ExportConfig(Dtype dtype, Optional<Interpolate> interpolate) {

    public static final ExportConfig DEFAULT = new ExportConfig(Dtype.AUTO);

    public enum Dtype {
        AUTO,
        FP32,
        BF16,
        FP16
    }

    /** The tuned model as it is. */
    public ExportConfig(Dtype dtype) {
        this(dtype, Optional.empty());
    }

    static ExportConfig bind(Section section) {
        Dtype dtype = section.choice("dtype", Dtype.AUTO);
        Optional<Interpolate> interpolate = section.present("interpolate", Interpolate.KIND);
        section.finish();
        return new ExportConfig(dtype, interpolate);
    }
}
