// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attune.problem.InputException;
import org.attune.tokenizer.Limit.Truncation;

/** Puts pieces and special tokens together under a limit. */
record Fitting(Template template) {

    List<Encoding> single(Pieces pieces, Limit limit) {
        int room = room(limit, false);
        int length = pieces.length();
        require(length, room, limit);
        if (limit.stride() == 0) {
            Range kept = Truncating.cut(length, room, limit.truncation());
            return List.of(assemble(List.of(pieces), List.of(kept), kept.length() < length, 0));
        }
        if (limit.stride() >= room) {
            throw new InputException(
                    "tokenizer.stride",
                    "stride",
                    String.valueOf(limit.stride()),
                    "less than max_length without its special tokens, " + room,
                    "set stride to at most " + (room - 1));
        }
        List<Encoding> windows = new ArrayList<>();
        for (Range window : Truncating.windows(length, room, limit.stride(), limit.truncation())) {
            windows.add(assemble(List.of(pieces), List.of(window), false, windows.size()));
        }
        return windows;
    }

    List<Encoding> pair(Pieces first, Pieces second, Limit limit) {
        if (limit.stride() > 0) {
            throw new InputException(
                    "tokenizer.stride",
                    "stride",
                    String.valueOf(limit.stride()),
                    "windows are made of single texts, not of pairs",
                    "leave stride out, or leave the second text out");
        }
        int room = room(limit, true);
        int length = Math.addExact(first.length(), second.length());
        require(length, room, limit);
        int[] kept = Truncating.longestFirst(first.length(), second.length(), room);
        List<Range> ranges = List.of(
                Truncating.cut(first.length(), kept[0], limit.truncation()),
                Truncating.cut(second.length(), kept[1], limit.truncation()));
        return List.of(assemble(List.of(first, second), ranges, kept[0] + kept[1] < length, 0));
    }

    private int room(Limit limit, boolean pair) {
        int added = template.added(pair);
        if (limit.maxLength() <= added) {
            throw new InputException(
                    "tokenizer.max-length",
                    "max_length",
                    String.valueOf(limit.maxLength()),
                    "more than the " + added + " special tokens that stand around a text",
                    "set max_length to " + (added + 1) + " or more");
        }
        return limit.maxLength() - added;
    }

    private static void require(int length, int room, Limit limit) {
        if (limit.truncation() == Truncation.ERROR && length > room) {
            throw new InputException(
                    "tokenizer.too-long",
                    "text",
                    length + " tokens",
                    "at most " + room + " tokens, and special tokens up to " + limit.maxLength(),
                    "raise max_length, set truncation to right or left, or shorten the text");
        }
    }

    private Encoding assemble(List<Pieces> pieces, List<Range> ranges, boolean truncated, int window) {
        List<Template.Part> parts = pieces.size() == 1 ? template.single() : template.pair();
        int length = template.added(pieces.size() > 1);
        for (Range range : ranges) {
            length += range.length();
        }
        Encoding encoding = new Encoding(
                new int[length], new int[length], filled(length), filled(length), filled(length), truncated, window);
        int at = 0;
        for (Template.Part part : parts) {
            int from = at;
            if (part instanceof Template.Special token) {
                encoding.ids()[at++] = token.id();
            } else if (part instanceof Template.Content content) {
                at += copy(pieces.get(content.sequence()), ranges.get(content.sequence()), encoding, at);
            }
            Arrays.fill(encoding.typeIds(), from, at, part.type());
        }
        return encoding;
    }

    private static int[] filled(int length) {
        int[] none = new int[length];
        Arrays.fill(none, -1);
        return none;
    }

    private static int copy(Pieces pieces, Range range, Encoding to, int at) {
        int count = range.length();
        System.arraycopy(pieces.ids(), range.from(), to.ids(), at, count);
        System.arraycopy(pieces.word(), range.from(), to.wordIndex(), at, count);
        System.arraycopy(pieces.start(), range.from(), to.start(), at, count);
        System.arraycopy(pieces.end(), range.from(), to.end(), at, count);
        return count;
    }
}
