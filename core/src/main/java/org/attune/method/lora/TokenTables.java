// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lora;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.method.NamePattern;
import org.attune.model.Adapter;
import org.attune.problem.Problems;
import org.attune.tensor.Parameter;

/** Finds the tables of which some rows learn: those that the recipe names, and those of new words. */
final class TokenTables {

    private TokenTables() {}

    /** @param whole modules that learn whole, so that their rows do not learn apart */
    static List<Adapter.Rows> of(LoraConfig config, LoraTargets.Network network, Set<String> whole, Problems problems) {
        List<Adapter.Rows> rows = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> entry : config.tokens().entrySet()) {
            String name = entry.getKey().isEmpty() ? module(network.names().words()) : entry.getKey();
            Optional<LoraTargets.Named> found = network.parameters().stream()
                    .filter(parameter -> NamePattern.of(name).matches(parameter.module()))
                    .filter(parameter -> parameter.kind() == Parameter.Kind.TABLE || isLast(parameter))
                    .filter(parameter -> !LoraTargets.isWithin(parameter.module(), whole))
                    .findFirst();
            long last =
                    entry.getValue().stream().mapToInt(Integer::intValue).max().orElse(0);
            if (found.isEmpty() || last >= found.get().rows()) {
                problems.add(
                        "lora.tokens",
                        "method.trainable_token_indices",
                        found.isEmpty()
                                ? "\"" + name + "\" is no table of words of this model that stays"
                                : "token " + last + " for " + name + ", which has "
                                        + found.get().rows() + " rows",
                        "rows of the table of words, or of a language model's last layer, by the numbers of their tokens",
                        "write the numbers of tokens of this model, without a name for its table of words");
            } else {
                rows.add(new Adapter.Rows(found.get().module(), entry.getValue()));
            }
        }
        for (LoraTargets.Named table : network.parameters()) {
            boolean ofWords = table.name().equals(network.names().words()) || isLast(table);
            if (ofWords && !network.newWords().isEmpty() && !LoraTargets.isWithin(table.module(), whole)) {
                learnNew(table.module(), network.newWords(), rows);
            }
        }
        return List.copyOf(rows);
    }

    /** Words without pre-trained vectors learn theirs, beside those that the recipe names. */
    private static void learnNew(String module, List<Integer> newWords, List<Adapter.Rows> rows) {
        List<Integer> numbers = new ArrayList<>();
        rows.stream().filter(named -> named.module().equals(module)).forEach(named -> numbers.addAll(named.numbers()));
        newWords.stream().filter(word -> !numbers.contains(word)).forEach(numbers::add);
        rows.removeIf(named -> named.module().equals(module));
        rows.add(new Adapter.Rows(module, numbers));
    }

    private static boolean isLast(LoraTargets.Named parameter) {
        return parameter.module().equals("lm_head") && parameter.kind() == Parameter.Kind.WEIGHT;
    }

    private static String module(String parameter) {
        return parameter.substring(0, parameter.lastIndexOf('.'));
    }
}
