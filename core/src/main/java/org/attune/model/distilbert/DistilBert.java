// SPDX-License-Identifier: Apache-2.0
package org.attune.model.distilbert;

import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;

/** DistilBERT (Sanh et al. 2019). */
public final class DistilBert implements Architecture {

    @Override
    public Set<String> modelTypes() {
        return Set.of("distilbert");
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return DistilBertConfig.read(fields);
    }
}
