// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.attune.data.Example;
import org.attune.method.Retained;

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
        LongStream padding = LongStream.concat(
                LongStream.of(plan.task().paddingId()),
                plan.retained().values().stream().mapToLong(one -> one.task().paddingId()));
        Stream<Example> held = plan.splits().values().stream().flatMap(split -> split.examples().stream());
        Stream<Example> retained =
                plan.retained().values().stream().map(Retained::data).flatMap(rows -> rows.examples().stream());
        LongStream found = Stream.of(trained.stream(), others.stream(), held, retained)
                .flatMap(examples -> examples)
                .flatMapToLong(example -> example.features().vocabulary());
        return LongStream.concat(padding, found).distinct().sorted().toArray();
    }
}
