// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;

/** BERT (Devlin et al. 2019). */
public final class Bert implements Architecture {

    @Override
    public Set<String> modelTypes() {
        return Set.of("bert");
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return BertConfig.read(fields, BertFamily.BERT);
    }
}
