// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/**
 * How often a backtracking regex engine tries again in a part of a pattern, from one start position, at most.
 *
 * @param ways in how many ways the part can match: each is tried when something behind it fails
 * @param cost tries spent inside the part until it has matched once or failed for good
 * @param canFail whether it can fail, so that what stands before it is tried in its other ways
 * @param nullable whether it can match without taking a character
 */
record Backtracking(Count ways, Count cost, boolean canFail, boolean nullable) {

    /** Nothing. */
    static final Backtracking EMPTY = new Backtracking(Count.ONE, Count.NONE, false, true);

    /** One character. */
    static final Backtracking ATOM = new Backtracking(Count.ONE, Count.ONE, true, false);

    /** A position: a boundary, the start or end. */
    static final Backtracking ANCHOR = new Backtracking(Count.ONE, Count.ONE, true, true);

    /** This part, then another. */
    Backtracking then(Backtracking next) {
        Count arrivals = next.canFail ? ways : Count.ONE;
        return new Backtracking(
                ways.times(next.ways),
                cost.plus(arrivals.times(next.cost)),
                canFail || next.canFail,
                nullable && next.nullable);
    }

    Backtracking or(Backtracking other) {
        return new Backtracking(
                ways.plus(other.ways), cost.plus(other.cost), canFail && other.canFail, nullable || other.nullable);
    }

    /** Looked at, not consumed: afterwards there is nothing to try again. */
    Backtracking lookedAt() {
        return new Backtracking(Count.ONE, cost.plus(Count.ONE), true, true);
    }

    /** Whether it matches in one way only and takes a character: what may be repeated more than once. */
    boolean isPlain() {
        return ways.isOne() && cost.linear() == 0 && !cost.beyond() && !nullable;
    }

    /** There or not. What is wasted inside counts as further ways, because a failure behind it repeats that too. */
    Backtracking optional() {
        return new Backtracking(ways.plus(cost.isOne() ? Count.ONE : cost.plus(Count.ONE)), cost, false, true);
    }

    /** A plain part {@code low} to {@code high} times; {@code high} below 0: without bound. */
    Backtracking repeated(int low, int high) {
        Count choices = high < 0 ? Count.LENGTH : Count.ONE.times(high - low + 1);
        return new Backtracking(choices, cost, low > 0, low == 0);
    }
}
