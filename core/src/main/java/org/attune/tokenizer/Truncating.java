// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.attune.tokenizer.Limit.Truncation;

/** Which tokens stay. The same choices as the Rust library's truncation, which transformers uses; lengths without special tokens. */
final class Truncating {

    private Truncating() {}

    /** The part of a sequence of {@code length} tokens that {@code keep} tokens can hold. */
    static Range cut(int length, int keep, Truncation side) {
        if (keep >= length) {
            return new Range(0, length);
        }
        return side == Truncation.LEFT ? new Range(length - keep, length) : new Range(0, keep);
    }

    /** How many tokens each side of a pair keeps when the longest is cut first. */
    static int[] longestFirst(int first, int second, int room) {
        if (first + (long) second <= room) {
            return new int[] {first, second};
        }
        int shorter = Math.min(first, second);
        int longer = shorter > room ? shorter : Math.max(shorter, room - shorter);
        if (shorter + (long) longer > room) {
            shorter = room / 2;
            longer = shorter + room % 2;
        }
        return first > second ? new int[] {longer, shorter} : new int[] {shorter, longer};
    }

    /** Windows of {@code room} tokens that cover everything, neighbours sharing {@code stride}; LEFT begins at the end. */
    static List<Range> windows(int length, int room, int stride, Truncation side) {
        if (length <= room) {
            return List.of(new Range(0, length));
        }
        List<Range> windows = new ArrayList<>();
        int step = room - stride;
        if (side == Truncation.LEFT) {
            for (int stop = length;
                    windows.isEmpty() || windows.get(windows.size() - 1).from() > 0;
                    stop -= step) {
                windows.add(new Range(Math.max(0, stop - room), stop));
            }
        } else {
            for (int from = 0;
                    windows.isEmpty() || windows.get(windows.size() - 1).to() < length;
                    from += step) {
                windows.add(new Range(from, Math.min(length, from + room)));
            }
        }
        return windows;
    }
}
