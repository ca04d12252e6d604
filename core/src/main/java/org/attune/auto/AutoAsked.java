// SPDX-License-Identifier: Apache-2.0
package org.attune.auto;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Rules;
import org.attune.config.Source;
import org.attune.suggest.Candidate;

/**
 * What is asked for.
 *
 * @param files labelled texts
 * @param test labelled texts to measure with; none: a fifth of the files is held out
 * @param columns role to column, as the user says
 * @param task empty: what the labels are
 * @param output a new folder, or that of the same question
 */
public record AutoAsked(
        List<String> files,
        List<String> test,
        Map<String, String> columns,
        Optional<String> task,
        List<Candidate> candidates,
        double minutes,
        long seed,
        Path output) {

    private static final Source SOURCE = new Source(Source.Kind.OVERRIDE, "command line");
    private static final double MOST_MINUTES = 60 * 24 * 30;

    public AutoAsked {
        files = List.copyOf(files);
        test = List.copyOf(test);
        columns = Map.copyOf(columns);
        candidates = List.copyOf(candidates);
        Rules.of("").between("--minutes", minutes, 1, MOST_MINUTES).check();
    }

    /** All but the minutes, of which there may be more the next time. */
    String key(Map<String, String> hashes) {
        return "files " + files + ", test " + test + ", columns " + new TreeMap<>(columns) + ", task "
                + task.orElse("auto") + ", models "
                + candidates.stream().map(Candidate::name).sorted().toList() + ", seed " + seed + ", data "
                + new TreeMap<>(hashes);
    }

    /** The keys of a recipe for these rows. */
    MapNode recipe(String model, String taskName, List<String> train, List<String> held) {
        Map<String, Object> named = new LinkedHashMap<>();
        new TreeMap<>(columns)
                .forEach((role, column) ->
                        named.put(role, column.matches("[0-9]{1,6}") ? (Object) Integer.valueOf(column) : column));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("train", train);
        if (!held.isEmpty()) {
            data.put("test", held);
        }
        if (!named.isEmpty()) {
            data.put("columns", named);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", Map.of("base", model));
        tree.put("task", taskName);
        tree.put("data", data);
        tree.put("seed", seed);
        return Node.of(tree, SOURCE) instanceof MapNode map ? map : MapNode.empty(SOURCE);
    }
}
