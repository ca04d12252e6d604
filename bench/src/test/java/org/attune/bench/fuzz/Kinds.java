// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.attune.config.RecipeFuzz;
import org.attune.data.TableFuzz;
import org.attune.data.inspect.InspectFuzz;
import org.attune.fuzz.FuzzKind;
import org.attune.model.ConfigFuzz;
import org.attune.tokenizer.TokenizerFuzz;
import org.attune.tokenizer.VocabularyFuzz;
import org.attune.weights.OnnxFuzz;
import org.attune.weights.SafetensorsFuzz;
import org.attune.weights.StateDictFuzz;

/** All kinds of inputs, in the order in which they are tried. */
final class Kinds {

    private Kinds() {}

    static List<FuzzKind> all() {
        List<FuzzKind> kinds = new ArrayList<>();
        kinds.add(new RecipeFuzz());
        kinds.addAll(TableFuzz.ALL);
        kinds.addAll(InspectFuzz.ALL);
        kinds.add(new SafetensorsFuzz());
        kinds.addAll(StateDictFuzz.ALL);
        kinds.add(new OnnxFuzz());
        kinds.add(new TokenizerFuzz());
        kinds.add(new VocabularyFuzz());
        kinds.add(new ConfigFuzz());
        return kinds;
    }

    static List<String> names() {
        return all().stream().map(FuzzKind::name).toList();
    }

    /** The kind of this name; {@link TrapFuzz} answers to its own name as well. */
    static FuzzKind named(String name) {
        List<FuzzKind> kinds = new ArrayList<>(all());
        kinds.add(new TrapFuzz());
        return kinds.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
