// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * The model to start from.
 *
 * @param base {@code builtin:NAME}, a directory, {@code hf:org/name[@revision]} or an .onnx file
 * @param revision of a hub model
 * @param newTokens that its vocabulary gets
 * @param layers that are taken of the model; empty: all
 */
public record ModelConfig(
        String base,
        Optional<String> revision,
        Pooling pooling,
        Init init,
        NewTokens newTokens,
        Optional<LayerChoice> layers) {

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

    /** A model as it is, with its own vocabulary and all of its layers. */
    public ModelConfig(String base, Optional<String> revision, Pooling pooling, Init init) {
        this(base, revision, pooling, init, NewTokens.NONE, Optional.empty());
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
        NewTokens newTokens = NewTokens.bind(section);
        Optional<LayerChoice> layers = section.present("layers", LayerChoice.KIND);
        section.finish();
        return section.build(() -> new ModelConfig(base, revision, pooling, init, newTokens, layers), of("missing"));
    }
}
