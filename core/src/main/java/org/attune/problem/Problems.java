// SPDX-License-Identifier: Apache-2.0
package org.attune.problem;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects problems until somebody asks whether the work may go on. Not thread-safe. */
public final class Problems {

    /** More than these help nobody; the rest is counted. */
    private static final int MOST_SHOWN = 50;

    private final Set<Problem> found = new LinkedHashSet<>();
    private int left;

    public void add(String code, String where, String found, String expected, String fix) {
        add(new Problem(code, where, found, expected, fix));
    }

    public void add(Problem problem) {
        if (found.size() < MOST_SHOWN) {
            found.add(problem);
        } else {
            left++;
        }
    }

    public void addAll(List<Problem> problems) {
        problems.forEach(this::add);
    }

    /** Runs a check that throws at its first problem, and keeps what it threw instead; null where it threw. */
    public <T> @Nullable T collect(Supplier<T> check) {
        try {
            return check.get();
        } catch (InputException e) {
            addAll(e.problems());
            return null;
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        List<Problem> all = new ArrayList<>(found);
        if (left > 0) {
            all.add(new Problem("more", "and", left + " more problems of these kinds", "none", "mend the first ones"));
        }
        return all;
    }

    /** @throws InputException with all that was collected, if anything was */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new InputException(list());
        }
    }
}
