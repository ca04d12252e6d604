// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * The model to start from.
 *
 * @param base {@code builtin:NAME}, a directory, {@code hf:org/name[@revision]} or an .onnx file
 * @param revision of a hub model
 * @param layers that are taken of the model; empty: all
 */
public record ModelConfig(
        String base, Optional<String> revision, Pooling pooling, Init init, Optional<LayerChoice> layers) {

    /** How an encoder's token vectors become one. */
    public enum Pooling {
        AUTO,
        CLS,
        MEAN
    }

    public enum Init {
        PRETRAINED,
        RANDOM
    }

    public ModelConfig {
        Rules.of("model")
                .notBlank("base", base)
                .that(revision.filter(String::isBlank).isEmpty(), "revision", "not empty", revision.orElse(""))
                .check();
    }

    /** With all of its layers. */
    public ModelConfig(String base, Optional<String> revision, Pooling pooling, Init init) {
        this(base, revision, pooling, init, Optional.empty());
    }

    public static ModelConfig of(String base) {
        return new ModelConfig(base, Optional.empty(), Pooling.AUTO, Init.PRETRAINED);
    }

    static ModelConfig bind(Section section) {
        String base = section.required(
                "base",
                Kinds.TEXT,
                "missing",
                "write model: builtin:minilm, a directory, hf:org/name or an .onnx file");
        Optional<String> revision = section.optional("revision", Kinds.TEXT, "none");
        Pooling pooling = section.choice("pooling", Pooling.AUTO);
        Init init = section.choice("init", Init.PRETRAINED);
        Optional<LayerChoice> layers = section.present("layers", LayerChoice.KIND);
        section.finish();
        return section.build(() -> new ModelConfig(base, revision, pooling, init, layers), of("missing"));
    }
}
