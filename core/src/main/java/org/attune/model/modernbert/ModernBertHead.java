// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

import java.util.List;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Head;
import org.attune.model.HeadRequest;
import org.attune.model.Layers;

/** The prediction head of the pre-training, then one linear layer; for tokens and for sequences alike. */
final class ModernBertHead {

    private ModernBertHead() {}

    static Head of(ModernBertConfig config, HeadRequest request, Layers from) {
        int width = config.sizes().width();
        ModernBertConfig.Classifier classifier = config.classifier();
        return new Head(
                pooling(config, request),
                List.of(
                        new Head.Dense(from.wideLinear("head.dense", width, width, classifier.bias())),
                        new Head.Activate(classifier.activation()),
                        new Head.Norm(from.norm(
                                "head.norm",
                                width,
                                config.epsilon(),
                                config.biases().norm())),
                        new Head.Dropout(config.dropout().head()),
                        new Head.Dense(from.wideLinear("classifier", width, request.outputs(), true))));
    }

    private static Head.Pooling pooling(ModernBertConfig config, HeadRequest request) {
        if (request.kind() == HeadRequest.Kind.TOKENS) {
            return Head.Pooling.EACH;
        }
        Pooling asked = request.pooling() == Pooling.AUTO ? config.classifier().pooling() : request.pooling();
        return asked == Pooling.MEAN ? Head.Pooling.MEAN : Head.Pooling.CLS;
    }
}
