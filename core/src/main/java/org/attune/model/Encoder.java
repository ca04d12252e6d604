// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import org.attune.nn.Pass;
import org.bytedeco.pytorch.Tensor;

/** A pre-trained network from tokens to hidden states; in a causal one, a decoder, each token sees those before it. */
public interface Encoder {

    /** [batch, time] → the last hidden states [batch, time, width] in the masters' type. */
    Tensor forward(TokenInputs inputs, Pass pass);

    /** The size of a hidden state. */
    int width();

    /** The number of blocks; the embeddings are depth 0, block i is depth i + 1, everything after is depth blocks + 1. */
    int blocks();

    /** The longest sequence that the model has positions for. */
    int maxLength();
}
