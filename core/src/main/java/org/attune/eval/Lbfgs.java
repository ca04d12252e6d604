// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limited-memory BFGS: two-loop recursion (Nocedal 1980) with a weak Wolfe line search by bisection (Lewis, Overton 2013).
 * Deterministic.
 *
 * @param tolerance stops when no entry of the gradient is larger
 */
public record Lbfgs(int maxIterations, double tolerance) {

    private static final Logger LOG = LoggerFactory.getLogger(Lbfgs.class);
    private static final int MEMORY = 10;
    private static final int MOST_TRIALS = 40;
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;

    /** One past step: where it went, how the gradient changed, and 1 / (step · change). */
    private record Step(double[] move, double[] change, double inverse) {}

    /** A point that was looked at. */
    private record Point(double[] at, double value, double[] gradient) {}

    /** From zero. */
    double[] minimise(Objective objective) {
        return minimise(objective, new double[objective.size()]);
    }

    /** @param start a point, {@code [size]} */
    public double[] minimise(Objective objective, double[] start) {
        Point here = look(objective, start.clone());
        Deque<Step> past = new ArrayDeque<>();
        int iteration = 0;
        while (iteration < maxIterations && largest(here.gradient) > tolerance) {
            @Nullable Point next = search(objective, here, direction(here.gradient, past), past.isEmpty());
            if (next == null) {
                break; // no lower point within rounding
            }
            remember(past, here, next);
            here = next;
            iteration++;
        }
        LOG.debug("{} iterations, value {}, largest gradient {}", iteration, here.value, largest(here.gradient));
        return here.at;
    }

    private static Point look(Objective objective, double[] at) {
        double[] gradient = new double[at.length];
        return new Point(at, objective.evaluate(at, gradient), gradient);
    }

    private static double[] direction(double[] gradient, Deque<Step> past) {
        double[] d = gradient.clone();
        double[] alpha = new double[past.size()];
        int i = past.size();
        for (Iterator<Step> newest = past.descendingIterator(); newest.hasNext(); ) {
            Step step = newest.next();
            alpha[--i] = step.inverse * dot(step.move, d);
            add(d, -alpha[i], step.change);
        }
        double scale = -1;
        if (!past.isEmpty()) {
            Step last = past.getLast();
            scale = -1 / (last.inverse * dot(last.change, last.change));
        }
        for (int j = 0; j < d.length; j++) {
            d[j] *= scale;
        }
        for (Step step : past) {
            double beta = step.inverse * dot(step.change, d);
            add(d, -alpha[i++] - beta, step.move);
        }
        return d;
    }

    /** A lower point that satisfies both of Wolfe's conditions, or else the lowest that was seen; null if none is lower. */
    private static @Nullable Point search(Objective objective, Point from, double[] direction, boolean first) {
        double slope = dot(from.gradient, direction);
        if (slope >= 0) {
            return null;
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double step = first ? 1 / Math.sqrt(-slope) : 1; // the first one has unit length
        @Nullable Point lower = null;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            double[] at = from.at.clone();
            add(at, step, direction);
            Point there = look(objective, at);
            if (!(there.value <= from.value + DECREASE * step * slope)) {
                high = step;
            } else {
                lower = there;
                if (dot(there.gradient, direction) >= CURVATURE * slope) {
                    return there;
                }
                low = step;
            }
            step = Double.isInfinite(high) ? 2 * step : (low + high) / 2;
        }
        return lower;
    }

    private static void remember(Deque<Step> past, Point before, Point after) {
        double[] move = after.at.clone();
        double[] change = after.gradient.clone();
        add(move, -1, before.at);
        add(change, -1, before.gradient);
        double curvature = dot(move, change);
        if (curvature > 0) {
            past.addLast(new Step(move, change, 1 / curvature));
        }
        if (past.size() > MEMORY) {
            past.removeFirst();
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double dot(double[] a, double[] b) {
        double sum0 = 0;
        double sum1 = 0;
        int i = 0;
        for (; i + 1 < a.length; i += 2) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
        }
        return i < a.length ? sum0 + sum1 + a[i] * b[i] : sum0 + sum1;
    }

    private static void add(double[] to, double factor, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }
}
