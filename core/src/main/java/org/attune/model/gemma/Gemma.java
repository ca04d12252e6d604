// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gemma;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;

/** Gemma, Gemma 2 and the text models of Gemma 3. */
public final class Gemma implements Architecture {

    @Override
    public Set<String> modelTypes() {
        return Arrays.stream(GemmaFamily.values()).map(GemmaFamily::modelType).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return GemmaConfig.read(fields, GemmaFamily.of(fields.text("model_type", "")));
    }
}
