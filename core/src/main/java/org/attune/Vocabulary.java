// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.BitSet;
import java.util.List;
import org.attune.data.Example;

/** The rows of the embedding table that a run can touch. */
final class Vocabulary {

    private Vocabulary() {}

    /**
     * Every token of a split, of a task that is retained, and of what pads them, sorted.
     *
     * @param trained what is trained on, which may be more than the splits have
     * @param others what goes through the model beside it
     */
    static long[] of(RunPlan plan, List<Example> trained, List<Example> others) {
        BitSet found = new BitSet();
        found.set(plan.task().paddingId());
        plan.retained().values().forEach(one -> found.set(one.task().paddingId()));
        add(trained, found);
        add(others, found);
        plan.splits().values().forEach(split -> add(split.examples(), found));
        plan.retained().values().forEach(one -> add(one.data().examples(), found));
        return found.stream().asLongStream().toArray();
    }

    private static void add(List<Example> examples, BitSet found) {
        examples.forEach(example -> example.features().vocabulary().forEach(id -> found.set(Math.toIntExact(id))));
    }
}
