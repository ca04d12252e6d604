// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}. Looks one element ahead, or at all that is left, only when it is asked. */
final class Loop {

    private final Budget budget;
    private final Object iterable;
    private final int depth;
    private final @Nullable Callee recursion;
    private Iterator<Object> iterator;
    private @Nullable Object after;
    private @Nullable Object current;
    private @Nullable Object before;
    private @Nullable List<Object> changed;
    private long index = -1;
    private long length = -1;

    /**
     * @param recursion renders the body for other elements, null where the loop is not marked recursive
     * @param depth of recursion, from 0
     */
    Loop(Budget budget, Object iterable, @Nullable Callee recursion, int depth) {
        this.budget = budget;
        this.iterable = iterable;
        this.recursion = recursion;
        this.depth = depth;
        this.iterator = Sequences.iterator(budget, iterable);
    }

    /** The next element, null at the end. */
    @Nullable
    Object advance() {
        Object next = peek();
        if (next != null) {
            after = null;
            index++;
            before = current;
            current = next;
        }
        return next;
    }

    private @Nullable Object peek() {
        if (after == null && iterator.hasNext()) {
            after = iterator.next();
        }
        return after;
    }

    long length() {
        if (length < 0 && Sequences.hasLength(iterable)) {
            length = Sequences.length(iterable);
        } else if (length < 0) {
            List<Object> rest = new ArrayList<>();
            iterator.forEachRemaining(item -> {
                budget.list(1);
                rest.add(item);
            });
            iterator = rest.iterator();
            length = rest.size() + index + 1 + (after == null ? 0 : 1);
        }
        return length;
    }

    String text() {
        return "<LoopContext " + (index + 1) + "/" + length() + ">";
    }

    @Nullable
    Object member(String name) {
        return switch (name) {
            case "index" -> Numbers.of(index + 1);
            case "index0" -> Numbers.of(index);
            case "revindex" -> Numbers.of(length() - index);
            case "revindex0" -> Numbers.of(length() - index - 1);
            case "first" -> index == 0;
            case "last" -> peek() == null;
            case "length" -> Numbers.of(length());
            case "depth" -> Numbers.of(depth + 1L);
            case "depth0" -> Numbers.of(depth);
            case "previtem" -> index == 0 || before == null ? new Undefined("there is no previous item") : before;
            case "nextitem" -> {
                Object next = peek();
                yield next == null ? new Undefined("there is no next item") : next;
            }
            case "cycle" -> (Callee) this::cycle;
            case "changed" -> (Callee) this::changed;
            default -> null;
        };
    }

    private Object cycle(Arguments given) {
        if (given.positional().isEmpty()) {
            throw Failure.error("no items for cycling given");
        }
        return given.positional().get((int) (index % given.positional().size()));
    }

    private Object changed(Arguments given) {
        List<Object> values = given.positional();
        boolean same = changed != null && Comparisons.equal(budget, changed, values);
        changed = values;
        return !same;
    }

    Object call(Arguments given) {
        if (recursion == null) {
            throw Failure.error("The loop must have the 'recursive' marker to be called recursively.");
        }
        return recursion.call(given);
    }
}
