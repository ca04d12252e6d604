// SPDX-License-Identifier: Apache-2.0
package org.attune.model.llama;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;

/** LLaMA 1 to 3 and the models with its network: Mistral, Qwen2, Qwen2.5 and Qwen3. */
public final class Llama implements Architecture {

    @Override
    public Set<String> modelTypes() {
        return Arrays.stream(LlamaFamily.values()).map(LlamaFamily::modelType).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return LlamaConfig.read(fields, LlamaFamily.of(fields.text("model_type", "")));
    }
}
