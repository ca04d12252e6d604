// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/** Python's range, of at most as many numbers as Jinja's sandbox allows. */
record Range(long start, long stop, long step) {

    /** The sandbox's MAX_RANGE. */
    private static final long LONGEST = 100_000;

    /** Ends are kept within these, so that no arithmetic overflows. */
    private static final long FARTHEST = 1L << 60;

    static Object of(Bound arguments) {
        long first = arguments.integer(0, 0);
        Range range = arguments.has(1)
                ? new Range(first, arguments.integer(1, 0), arguments.integer(2, 1))
                : new Range(0, first, 1);
        if (range.step == 0) {
            throw Failure.error("range() arg 3 must not be zero");
        }
        if (isFar(range.start) || isFar(range.stop) || range.size() > LONGEST) {
            throw Failure.limit("range too big: the sandbox allows " + LONGEST + " numbers");
        }
        return range;
    }

    private static boolean isFar(long end) {
        return end > FARTHEST || end < -FARTHEST;
    }

    /** How many numbers. */
    long size() {
        long span = step > 0 ? stop - start : start - stop;
        long stride = step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step);
        return span <= 0 ? 0 : (span - 1) / stride + 1;
    }

    String text() {
        return "range(" + start + ", " + stop + (step == 1 ? ")" : ", " + step + ")");
    }
}
