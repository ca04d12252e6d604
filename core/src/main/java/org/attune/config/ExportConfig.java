// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

/**
 * How the result is saved.
 *
 * @param dtype AUTO: the base checkpoint's
 * @param checkpoints whether the checkpoints that are kept become models too
 */
public record ExportConfig(Dtype dtype, boolean checkpoints) {

    public static final ExportConfig DEFAULT = of(Dtype.AUTO);

    public enum Dtype {
        AUTO,
        FP32,
        BF16,
        FP16
    }

    /** The result alone. */
    public static ExportConfig of(Dtype dtype) {
        return new ExportConfig(dtype, false);
    }

    static ExportConfig bind(Section section) {
        Dtype dtype = section.choice("dtype", Dtype.AUTO);
        boolean checkpoints = section.flag("checkpoints", false);
        section.finish();
        return new ExportConfig(dtype, checkpoints);
    }
}
