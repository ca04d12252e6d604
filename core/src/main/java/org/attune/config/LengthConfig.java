// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * How long texts may be, in tokens.
 *
 * @param maxLength empty: by the model's limit and the data
 * @param stride tokens that two windows over a long text share, as in transformers; empty: no windows
 */
public record LengthConfig(Optional<Integer> maxLength, Truncation truncation, Optional<Integer> stride) {

    public static final LengthConfig DEFAULT = new LengthConfig(Optional.empty(), Truncation.RIGHT, Optional.empty());

    /** Which end of a text that is too long is cut off; ERROR refuses such texts. */
    public enum Truncation {
        RIGHT,
        LEFT,
        ERROR
    }

    public LengthConfig {
        Rules.of("data")
                .between("max_length", maxLength.orElse(512), 4, 10_000_000)
                .between("stride", stride.orElse(1), 1, 10_000_000)
                .that(
                        stride.orElse(0) < maxLength.orElse(Integer.MAX_VALUE),
                        "stride",
                        "less than max_length",
                        stride.orElse(0))
                .check();
    }

    static LengthConfig bind(Section data) {
        Optional<Integer> maxLength = data.optional("max_length", Kinds.WHOLE, "auto");
        Truncation truncation = data.choice("truncation", Truncation.RIGHT);
        Optional<Integer> stride = data.optional("stride", Kinds.WHOLE, "none");
        return data.build(() -> new LengthConfig(maxLength, truncation, stride), DEFAULT);
    }
}
