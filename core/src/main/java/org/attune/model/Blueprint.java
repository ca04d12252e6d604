// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** An architecture with the sizes of one config.json: all that is needed to build the network but its weights. */
public interface Blueprint {

    Sizes sizes();

    /** What stands before the encoder's names in a checkpoint of a whole model, without the dot. */
    String prefix();

    /** First parts of the encoder's names; a checkpoint of the encoder alone has them without the prefix. */
    Set<String> children();

    /** The name of the table of word vectors. */
    String words();

    /** 0 for embeddings, i + 1 for block i, blocks + 1 for what comes after them. */
    int depthOf(String parameter);

    Initial initial();

    Encoder encoder(Layers from);

    /**
     * The head as the reference has it; where it has none for this pooling, the mean or the first token, dropout and one linear
     * layer named {@code classifier}.
     */
    Head head(HeadRequest request, Layers from);

    /** Asks for the layers that transformers' bare encoder class has and no head here uses: a pooler. */
    default void rest(Layers from) {}

    /** Writes into config.json what the head's request changes there. */
    default void describe(HeadRequest request, ObjectNode config) {}

    /** Whether it has a head for {@link HeadRequest.Kind#LANGUAGE}. */
    default boolean generates() {
        return false;
    }

    /** What transformers calls the class of the language model. */
    default String languageClassName() {
        return className() + "ForCausalLM";
    }

    /** What transformers' model classes are called before {@code ForSequenceClassification}. */
    String className();

    /** Whether transformers has a head that pools this way. */
    boolean referenceHas(HeadRequest request);

    /** The same with one rate at every place of dropout. */
    Blueprint withDropout(double rate);
}
