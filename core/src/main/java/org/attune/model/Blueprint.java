// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import tools.jackson.databind.node.ObjectNode;

/** An architecture with the sizes of one config.json: all that is needed to build the network but its weights. */
public interface Blueprint {

    Sizes sizes();

    Names names();

    Initial initial();

    /** The network's own name of a tensor that checkpoints of other tools name otherwise; the same for all others. */
    default String named(String stored) {
        return stored;
    }

    /** 0 for what is before the blocks, i + 1 for block i, blocks + 1 for what comes after them. */
    default int depthOf(String parameter) {
        return names().depthOf(parameter, sizes().blocks());
    }

    Backbone backbone(Layers from);

    /**
     * The head as the reference has it; where it has none for this pooling, the mean or the first token, dropout and one linear
     * layer named {@code classifier}. Not asked where there is none.
     */
    Head head(HeadRequest request, Layers from);

    /** Asks for the layers that transformers' bare class has and no head here uses: a pooler. */
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

    /** Whether transformers knows the model as its bare class alone, to which sentence-transformers adds what comes after it. */
    default boolean isBare(HeadRequest request) {
        return request.kind() == HeadRequest.Kind.EMBEDDING || !referenceHas(request);
    }

    /** The same with one rate at every place of dropout. */
    Blueprint withDropout(double rate);
}
