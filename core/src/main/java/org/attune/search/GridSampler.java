// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.Optional;
import org.attune.run.Seeds;
import org.attune.statistics.KeyedDraws;

/** Every point of a grid, once, in an order that the seed says: whatever is tried of it, is spread over all of it. */
public final class GridSampler implements Sampler {

    @Override
    public Optional<Point> suggest(Question question) {
        List<Point> left = question.space().grid().stream()
                .filter(point -> !question.taken().contains(point))
                .toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        KeyedDraws draws = new KeyedDraws(new Seeds(question.seed()).named("grid"), question.number());
        return Optional.of(left.get(draws.below(left.size())));
    }
}
