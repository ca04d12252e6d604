// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;

/** RoBERTa (Liu et al. 2019) and XLM-RoBERTa (Conneau et al. 2020): BERT's network with other names, positions and head. */
public final class Roberta implements Architecture {

    @Override
    public Set<String> modelTypes() {
        return Set.of("roberta", "xlm-roberta");
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        boolean crossLingual = fields.text("model_type", "").equals("xlm-roberta");
        return BertConfig.read(fields, crossLingual ? BertFamily.XLM_ROBERTA : BertFamily.ROBERTA);
    }
}
