// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.attune.data.Row;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;

/**
 * The labels of a task in the order of the model's outputs.
 *
 * @param inherited whether they are the model's own, so that its head is kept
 */
public record LabelSet(List<String> names, boolean inherited) {

    /** The model's order if it has just these labels, sorted otherwise. */
    public static LabelSet of(Collection<String> found, List<String> ofModel) {
        boolean same = !ofModel.isEmpty() && new HashSet<>(ofModel).equals(new HashSet<>(found));
        return same ? new LabelSet(ofModel, true) : new LabelSet(List.copyOf(new TreeSet<>(found)), false);
    }

    public int size() {
        return names.size();
    }

    public Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
        return places;
    }

    /** Notes that a row has a label which the model does not know. */
    void unknown(Problems problems, Row row, String label) {
        problems.add(
                "data.unknown-label",
                row.where(),
                "label " + Problem.quote(label) + " is not among the model's " + size() + " labels",
                "every label occurs in the training data (or is a label of the model)",
                Similar.to(label, names)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("add training rows with this label, or remove the row"));
    }
}
