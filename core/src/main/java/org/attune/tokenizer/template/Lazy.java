// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A generator: made when it is walked, once. What walks it may do so inside another, so each step counts as a level.
 */
final class Lazy implements Iterator<Object> {

    private final Budget budget;
    private final Source source;
    private @Nullable Object ahead;
    private boolean ended;

    /** Gives the next element, null at the end. */
    @FunctionalInterface
    interface Source {
        @Nullable
        Object next();
    }

    Lazy(Budget budget, Source source) {
        this.budget = budget;
        this.source = source;
    }

    static Lazy of(Budget budget, Iterator<Object> iterator) {
        return new Lazy(budget, () -> iterator.hasNext() ? iterator.next() : null);
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && !ended) {
            budget.enter();
            try {
                ahead = source.next();
            } finally {
                budget.leave();
            }
            ended = ahead == null;
        }
        return ahead != null;
    }

    @Override
    public Object next() {
        Object next = hasNext() ? ahead : null;
        ahead = null;
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next;
    }
}
