// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** {@code a[from:to:step]} with Python's rules for what lies outside. */
final class Slicing {

    private final long from;
    private final long step;
    private final int size;

    private Slicing(long length, Object from, Object to, Object step) {
        this.step = step == None.NONE ? 1 : number(step);
        if (this.step == 0) {
            throw Failure.error("slice step cannot be zero");
        }
        boolean up = this.step > 0;
        this.from = edge(length, from, up ? 0 : length - 1, up);
        long end = edge(length, to, up ? length : -1, up);
        long span = up ? end - this.from : this.from - end;
        long stride = this.step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(this.step);
        this.size = span <= 0 ? 0 : (int) ((span - 1) / stride + 1);
    }

    /** Answers a value of the same kind; {@code None} stands for an edge that was left out. */
    static Object slice(Budget budget, Object owner, Object from, Object to, Object step) {
        if (owner instanceof Undefined undefined) {
            throw undefined.failure();
        }
        String text = Markup.textOf(owner);
        if (text != null) {
            Slicing slicing = new Slicing(CodePoints.length(text), from, to, step);
            budget.text(text.length());
            String part = slicing.of(text);
            return owner instanceof Markup ? new Markup(part) : part;
        }
        if (owner instanceof Range range) {
            Slicing slicing = new Slicing(range.size(), from, to, step);
            long start = range.start() + slicing.from * range.step();
            long stride = slicing.size > 1 ? range.step() * slicing.step : 1;
            return new Range(start, start + slicing.size * stride, stride);
        }
        if (owner instanceof List || owner instanceof Tuple) {
            List<Object> items = Sequences.items(owner);
            List<Object> part = new Slicing(items.size(), from, to, step).of(budget, items);
            return owner instanceof Tuple ? new Tuple(part) : part;
        }
        throw Failure.error("'" + Types.name(owner) + "' object has no slices");
    }

    private String of(String text) {
        if (step == 1) {
            return size == 0 ? "" : CodePoints.part(text, (int) from, (int) from + size);
        }
        int[] codes = text.codePoints().toArray();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < size; i++) {
            part.appendCodePoint(codes[(int) (from + i * step)]);
        }
        return part.toString();
    }

    private List<Object> of(Budget budget, List<Object> items) {
        budget.list(size);
        List<Object> part = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            part.add(items.get((int) (from + i * step)));
        }
        return part;
    }

    private static long edge(long length, Object given, long otherwise, boolean up) {
        if (given == None.NONE) {
            return otherwise;
        }
        long edge = number(given);
        if (edge < 0) {
            edge += length;
        }
        return up ? Math.max(0, Math.min(edge, length)) : Math.max(-1, Math.min(edge, length - 1));
    }

    private static long number(Object value) {
        BigInteger whole = Numbers.whole(value);
        if (whole == null) {
            throw Failure.error("slice indices must be integers or None");
        }
        // far enough outside of any list, and no sum with its length overflows
        return Math.max(-(1L << 40), Math.min(1L << 40, Numbers.clamp(whole)));
    }
}
