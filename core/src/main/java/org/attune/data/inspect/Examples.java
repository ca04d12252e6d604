// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.ArrayList;
import java.util.List;

/** Counts what was found and keeps the first few. */
final class Examples {

    static final int MOST = 5;

    private static final int LONGEST = 160;

    private final List<Finding.Example> first = new ArrayList<>();
    private long count;

    void add(String where, String text) {
        if (count++ < MOST) {
            first.add(new Finding.Example(where, excerpt(text)));
        }
    }

    /** Whether one more would only be counted. */
    boolean isFull() {
        return count >= MOST;
    }

    void count() {
        count++;
    }

    long total() {
        return count;
    }

    List<Finding.Example> list() {
        return first;
    }

    static String excerpt(String text) {
        String flat = text.replaceAll("\\s+", " ").strip();
        return flat.codePointCount(0, flat.length()) <= LONGEST
                ? flat
                : flat.substring(0, flat.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
