// SPDX-License-Identifier: Apache-2.0
package org.attune.method.gradual;

import java.util.Optional;
import org.attune.config.Interval;
import org.attune.config.Kind;
import org.attune.config.Kinds;
import org.attune.config.Node;
import org.attune.method.Progress;

/** How long each group learns before the next one joins it. */
sealed interface Pace {

    /** Reads {@code epoch}, {@code 500}, {@code 500 steps} and {@code 0.1}. */
    Kind<Pace> KIND =
            Kinds.of("epoch, a number of steps, or a share of the run less than 1", Pace::read, pace -> pace.written());

    Pace EPOCH = new Steps(Interval.EPOCH);

    /** The whole intervals that are done. */
    long passed(Progress progress);

    Object written();

    /** So many steps, or as many as an epoch has. */
    record Steps(Interval interval) implements Pace {
        @Override
        public long passed(Progress progress) {
            boolean epochs = interval.unit() == Interval.Unit.EPOCH;
            return progress.done() / (epochs ? progress.perEpoch() : interval.amount());
        }

        @Override
        public Object written() {
            return interval.unit() == Interval.Unit.EPOCH ? "epoch" : interval.amount();
        }
    }

    /** A part of all steps. */
    record Share(double share) implements Pace {
        @Override
        public long passed(Progress progress) {
            return (long) Math.floor(progress.done() / (share * progress.steps()));
        }

        @Override
        public Object written() {
            return share;
        }
    }

    private static Optional<Pace> read(Node node) {
        Optional<Double> share = Kinds.NUMBER.read(node).filter(value -> value > 0 && value < 1);
        return share.isPresent()
                ? share.map(Share::new)
                : Interval.KIND
                        .read(node)
                        .filter(interval -> interval.unit() != Interval.Unit.MINUTES)
                        .map(Steps::new);
    }
}
