// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import org.attune.nn.Activation;

/**
 * What config.json says of a BERT-type encoder.
 *
 * @param prefix the name of the encoder in its checkpoint: {@code bert} or {@code roberta}
 * @param firstPosition the number of the first token's position: 0, or padding id + 1 for RoBERTa
 */
public record BertConfig(
        String prefix,
        int vocabulary,
        int width,
        int layers,
        int heads,
        int inner,
        int positions,
        int firstPosition,
        int types,
        Activation activation,
        double epsilon,
        Rates dropout) {

    /** Dropout after hidden layers and on attention shares. */
    public record Rates(double hidden, double attention) {}
}
