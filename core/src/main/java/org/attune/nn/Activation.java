// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attune.tensor.Profile;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Element-wise non-linearities by the names that {@code config.json} uses. */
public enum Activation {
    GELU("gelu"),
    /** The tanh approximation. */
    GELU_NEW("gelu_new gelu_pytorch_tanh gelu_fast"),
    RELU("relu"),
    SILU("silu swish"),
    TANH("tanh");

    private final String names;

    /** @param names separated by spaces */
    Activation(String names) {
        this.names = names;
    }

    /** The names in config.json that mean it. */
    public List<String> names() {
        return List.of(names.split(" "));
    }

    public static Optional<Activation> named(String name) {
        for (Activation activation : values()) {
            if (activation.names().contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(activation);
            }
        }
        return Optional.empty();
    }

    public Tensor apply(Tensor x) {
        return Profile.part("activation", () -> of(x));
    }

    private Tensor of(Tensor x) {
        return switch (this) {
            case GELU -> torch.gelu(x);
            case GELU_NEW -> torch.gelu(x, "tanh");
            case RELU -> torch.relu(x);
            case SILU -> torch.silu(x);
            case TANH -> torch.tanh(x);
        };
    }
}
