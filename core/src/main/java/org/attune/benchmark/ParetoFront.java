// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

/** Candidates that no other one beats both in quality and in seconds of training. */
final class ParetoFront {

    private ParetoFront() {}

    static boolean holds(Board board, Standing standing) {
        return board.standings().stream().noneMatch(other -> beats(board, other, standing));
    }

    private static boolean beats(Board board, Standing one, Standing other) {
        double sign = board.largerIsBetter() ? 1 : -1;
        double better = sign * (one.score().value() - other.score().value());
        double cheaper = other.cost().trainingSeconds() - one.cost().trainingSeconds();
        return better >= 0 && cheaper >= 0 && (better > 0 || cheaper > 0);
    }
}
