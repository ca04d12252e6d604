// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gemma;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.attune.model.ConfigFields;
import org.attune.model.LayerTypes;
import org.attune.model.RotarySettings;
import org.attune.model.Sight;
import org.attune.model.Windows;
import org.attune.nn.Activation;
import org.attune.nn.SoftCap;

/** The generations, and how their configurations say what tells them apart. */
enum GemmaFamily {
    GEMMA("gemma", "Gemma"),
    GEMMA2("gemma2", "Gemma2"),
    GEMMA3("gemma3_text", "Gemma3Text");

    private static final int WINDOW = 4096;
    private static final double LARGEST_CAP = 1e6;

    private final String modelType;
    private final String className;

    GemmaFamily(String modelType, String className) {
        this.modelType = modelType;
        this.className = className;
    }

    static GemmaFamily of(String modelType) {
        return Arrays.stream(values())
                .filter(family -> family.modelType.equals(modelType))
                .findFirst()
                .orElseThrow();
    }

    String modelType() {
        return modelType;
    }

    String className() {
        return className;
    }

    /** The class of the language model leaves out that it is one of text. */
    String languageClassName() {
        return (this == GEMMA3 ? "Gemma3" : className) + "ForCausalLM";
    }

    boolean normsQueriesAndKeys() {
        return this == GEMMA3;
    }

    boolean normsAfterParts() {
        return this != GEMMA;
    }

    /** Published configurations of the first generation say gelu where they mean its approximation. */
    Activation activation(ConfigFields fields) {
        Activation read = fields.activation(this == GEMMA ? "hidden_act" : "hidden_activation", Activation.GELU_NEW);
        return this == GEMMA && read == Activation.GELU ? Activation.GELU_NEW : read;
    }

    /** The number whose inverse root scales the scores. */
    double scoreDivisor(ConfigFields fields, int dim) {
        return this == GEMMA ? dim : fields.count("query_pre_attn_scalar", 1, 1 << 20, 256);
    }

    /** Gemma 2 has a usual limit where config.json does not speak of it; null means none. */
    SoftCap cap(ConfigFields fields, String key, double usual) {
        if (this == GEMMA) {
            return SoftCap.NONE;
        }
        double otherwise = this == GEMMA2 && !fields.mentions(key) ? usual : SoftCap.NONE.limit();
        return new SoftCap(fields.number(key, 1e-3, LARGEST_CAP, otherwise));
    }

    Windows windows(ConfigFields fields, int blocks) {
        if (this == GEMMA) {
            return Windows.NONE;
        }
        if (fields.mentions("sliding_window") && !fields.has("sliding_window")) {
            fields.wrong("sliding_window", "is null", "a number of tokens");
        }
        int pattern = fields.count("sliding_window_pattern", 1, 1 << 10, 6);
        IntPredicate slides = this == GEMMA2 ? i -> i % 2 == 0 : i -> (i + 1) % pattern != 0;
        return new Windows(
                LayerTypes.sliding(fields, blocks, slides), fields.count("sliding_window", 1, 1 << 25, WINDOW));
    }

    Sight.Rotaries rotaries(ConfigFields fields, int dim, int positions) {
        if (this != GEMMA3) {
            RotarySettings both = RotarySettings.read(fields, dim, positions);
            return new Sight.Rotaries(both);
        }
        double global = fields.number("rope_theta", 1, 1e12, 1_000_000);
        double local = fields.number("rope_local_base_freq", 1, 1e12, 10_000);
        ConfigFields kinds = fields.inside("rope_parameters");
        kinds.keys().stream()
                .filter(key -> !key.equals(LayerTypes.FULL) && !key.equals(LayerTypes.SLIDING))
                .forEach(key -> kinds.unsupported(key, "this key", LayerTypes.FULL + ", " + LayerTypes.SLIDING));
        ConfigFields older = fields.inside("rope_scaling");
        ConfigFields full = older.keys().isEmpty() ? kinds.inside(LayerTypes.FULL) : older;
        return new Sight.Rotaries(
                RotarySettings.read(fields, full, dim, positions, global),
                RotarySettings.read(fields, kinds.inside(LayerTypes.SLIDING), dim, positions, local));
    }
}
