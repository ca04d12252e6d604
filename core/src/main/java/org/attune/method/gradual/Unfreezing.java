// SPDX-License-Identifier: Apache-2.0
package org.attune.method.gradual;

import java.util.Optional;
import org.attune.config.Kinds;
import org.attune.config.Rules;
import org.attune.config.Section;
import org.attune.method.Progress;

/**
 * The options of gradual unfreezing: what learns when. A network's parts from the top are what follows its blocks, each block, and what
 * comes before them.
 *
 * @param every so long until the next group joins
 * @param groups of the parts below the first, as even as can be; empty: a part each, or as many as the run has time for
 */
record Unfreezing(Pace every, Optional<Integer> groups) {

    static final Unfreezing DEFAULT = new Unfreezing(Pace.EPOCH, Optional.empty());

    Unfreezing {
        groups.ifPresent(count -> Rules.of("method").atLeast("groups", count, 1).check());
    }

    static Unfreezing read(Section section) {
        Pace every = section.value("every", Pace.KIND, DEFAULT.every());
        Optional<Integer> groups = section.optional("groups", Kinds.WHOLE, "auto");
        return section.build(() -> new Unfreezing(every, groups), DEFAULT);
    }

    /** How many parts learn at a step, of so many. */
    int learning(int parts, Progress progress) {
        int below = parts - 1;
        int all = groups.orElseGet(() -> Math.toIntExact(Math.min(below, joining(progress))));
        long joined = Math.min(all, every.passed(progress));
        return all == 0 ? 1 : Math.toIntExact(1 + (joined * below + all - 1) / all);
    }

    /** Groups that can join in a run of this length. */
    long joining(Progress progress) {
        return every.passed(progress.last());
    }
}
