// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gpt2;

import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;

/** GPT-2 (Radford et al. 2019). */
public final class Gpt2 implements Architecture {

    @Override
    public Set<String> modelTypes() {
        return Set.of("gpt2");
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return Gpt2Config.read(fields);
    }
}
