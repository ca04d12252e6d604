// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import java.util.List;
import org.attune.model.Head;
import org.attune.model.HeadRequest;
import org.attune.model.Layers;
import org.attune.nn.Activation;

/** Heads on the first token, as transformers has them. */
final class BertHeads {

    private BertHeads() {}

    /** The pooler of the pre-training, then one linear layer. */
    static Head bert(BertConfig config, HeadRequest request, Layers from) {
        int width = config.sizes().width();
        return new Head(
                Head.Pooling.CLS,
                List.of(
                        new Head.Dense(from.wideLinear(config.names().prefix() + ".pooler.dense", width, width, true)),
                        new Head.Activate(Activation.TANH),
                        new Head.Dropout(config.dropout().head()),
                        new Head.Dense(from.wideLinear("classifier", width, request.outputs(), true))));
    }

    static Head roberta(BertConfig config, HeadRequest request, Layers from) {
        int width = config.sizes().width();
        return new Head(
                Head.Pooling.CLS,
                List.of(
                        new Head.Dropout(config.dropout().head()),
                        new Head.Dense(from.wideLinear("classifier.dense", width, width, true)),
                        new Head.Activate(Activation.TANH),
                        new Head.Dropout(config.dropout().head()),
                        new Head.Dense(from.wideLinear("classifier.out_proj", width, request.outputs(), true))));
    }
}
