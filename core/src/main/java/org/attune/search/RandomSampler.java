// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Optional;
import org.attune.statistics.KeyedDraws;

/** Every parameter uniformly over its domain, or over the domain's logarithms (Bergstra and Bengio 2012). */
public final class RandomSampler implements Sampler {

    @Override
    public Optional<Point> suggest(Question question) {
        return Optional.of(draw(question.space(), question.draws()));
    }

    static Point draw(Space space, KeyedDraws draws) {
        double[] units = new double[space.size()];
        for (int i = 0; i < units.length; i++) {
            units[i] = draws.unit();
        }
        return space.at(units);
    }
}
