// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

/** How the result is saved; AUTO: in the base checkpoint's dtype. */
public record ExportConfig(Dtype dtype) {

    public static final ExportConfig DEFAULT = new ExportConfig(Dtype.AUTO);

    public enum Dtype {
        AUTO,
        FP32,
        BF16,
        FP16
    }

    static ExportConfig bind(Section section) {
        Dtype dtype = section.choice("dtype", Dtype.AUTO);
        section.finish();
        return new ExportConfig(dtype);
    }
}
