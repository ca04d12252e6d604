// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Optional;
import org.attune.run.Seeds;

/** The scrambled Sobol sequence over the unit cube: a number's point does not depend on what came of others. */
public final class SobolSampler implements Sampler {

    @Override
    public Optional<Point> suggest(Question question) {
        if (question.attempt() > 0) { // a domain with few values: several numbers of the sequence are one point
            return new RandomSampler().suggest(question);
        }
        SobolSequence sequence = new SobolSequence(question.space().size(), new Seeds(question.seed()).named("sobol"));
        return Optional.of(question.space().at(sequence.point(question.number())));
    }
}
