// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;

/** ModernBERT (Warner et al. 2024). */
public final class ModernBert implements Architecture {

    @Override
    public Set<String> modelTypes() {
        return Set.of("modernbert");
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return ModernBertConfig.read(fields);
    }
}
