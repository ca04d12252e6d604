// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.OptionalDouble;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;

/**
 * The head that a task needs.
 *
 * @param outputs of a row, or of a token
 * @param pooling AUTO: as the base says, otherwise as the reference does
 * @param init RANDOM: nothing is read from the checkpoint
 * @param keepHead whether a head of the checkpoint with as many outputs is kept
 * @param dropout one rate for every place, instead of the model's own
 */
public record HeadRequest(
        Kind kind, int outputs, Pooling pooling, Init init, boolean keepHead, OptionalDouble dropout) {

    /** What gets outputs. */
    public enum Kind {
        SEQUENCE,
        TOKENS,
        /** A row, but nothing follows its pooled states: a sentence encoder. */
        EMBEDDING,
        /** An image. */
        IMAGE,
        /** Each token, with the scores of all words to come next; the number of outputs is the model's. */
        LANGUAGE
    }

    public HeadRequest {
        if (outputs < 1) {
            throw new IllegalArgumentException(outputs + " outputs");
        }
    }

    /** Whether a parameter is no part of the pre-trained base; the last layer of a language model is one. */
    boolean isHead(String parameter, Names names, boolean fresh) {
        boolean outside = !names.has(parameter) && kind != Kind.LANGUAGE;
        return outside || (init == Init.PRETRAINED && fresh);
    }

    HeadRequest withPooling(Pooling resolved) {
        return new HeadRequest(kind, outputs, resolved, init, keepHead, dropout);
    }
}
