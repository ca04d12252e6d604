// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.run.Seeds;
import org.attune.statistics.KeyedDraws;

/**
 * From what is known to the next point, which no trial has had yet.
 *
 * @param maximise whether a larger value is the better one
 * @param warm trials of an earlier study, in points of this space
 */
public record Suggestions(Space space, Sampler sampler, long seed, boolean maximise, List<Trial> warm) {

    private static final int MOST_ATTEMPTS = 50;

    public Suggestions {
        warm = List.copyOf(warm);
    }

    /** Empty where every point was tried. */
    public Optional<Point> next(List<Trial> trials) {
        Set<Point> taken = new HashSet<>();
        trials.forEach(trial -> taken.add(trial.point()));
        Question question = new Question(space, seed, trials.size(), 0, told(trials), taken);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Point> point = sampler.suggest(question);
            if (point.isEmpty() || !taken.contains(point.get())) {
                return point;
            }
            question = question.again();
        }
        return untried(taken, trials.size());
    }

    /** Where few points are left random ones hardly find them: all of a small space are looked at. */
    private Optional<Point> untried(Set<Point> taken, int number) {
        Space whole = new Space(space.parameters().stream()
                .map(one -> one.domain() instanceof Whole range
                        ? new Parameter(
                                one.path(),
                                new Whole(range.low(), range.high(), false, (int) Math.min(1000, range.size())),
                                one.when())
                        : one)
                .toList());
        List<Point> left =
                whole.grid().stream().filter(point -> !taken.contains(point)).toList();
        KeyedDraws draws = new KeyedDraws(new Seeds(seed).named("untried"), number);
        return left.isEmpty() ? Optional.empty() : Optional.of(left.get(draws.below(left.size())));
    }

    /**
     * What a sampler is told. A trial that failed counts as the worst there is; one that still runs as the median, so that no other one
     * is started beside it.
     */
    List<Observation> told(List<Trial> trials) {
        List<Trial> all = new ArrayList<>(warm);
        all.addAll(trials);
        double[] known = all.stream()
                .filter(trial -> !trial.state().isOpen() && Double.isFinite(trial.value()))
                .mapToDouble(this::loss)
                .sorted()
                .toArray();
        if (known.length == 0) {
            return List.of();
        }
        double median = known[known.length / 2];
        double worst = Arrays.stream(known).max().orElse(median);
        return all.stream()
                .map(trial -> new Observation(
                        trial.point(),
                        trial.state().isOpen() ? median : Double.isFinite(trial.value()) ? loss(trial) : worst))
                .toList();
    }

    private double loss(Trial trial) {
        return maximise ? -trial.value() : trial.value();
    }
}
