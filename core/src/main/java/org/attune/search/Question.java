// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.Set;
import org.attune.run.Seeds;
import org.attune.statistics.KeyedDraws;

/**
 * What a sampler is told.
 *
 * @param number of the trial, from 0
 * @param attempt how often a point that was there already was proposed for this trial
 * @param told what came of earlier points, those of other studies first
 * @param taken points that have their trial
 */
public record Question(Space space, long seed, int number, int attempt, List<Observation> told, Set<Point> taken) {

    public Question {
        told = List.copyOf(told);
        taken = Set.copyOf(taken);
    }

    /** Random numbers of this question alone. */
    public KeyedDraws draws() {
        return new KeyedDraws(new Seeds(seed).named("search", number), attempt);
    }

    /** The same once more, where the answer was taken already. */
    Question again() {
        return new Question(space, seed, number, attempt + 1, told, taken);
    }
}
