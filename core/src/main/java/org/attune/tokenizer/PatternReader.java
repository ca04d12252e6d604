// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression of Oniguruma's Ruby syntax as far as needed to bound its {@link Backtracking}.
 * What it does not know it refuses: back references, recursion, absence operators, conditions, free spacing.
 */
final class PatternReader {

    private static final int DEEPEST = 16;

    /** A bounded repetition of more than this counts as one without bound. */
    private static final int MANY = 32;

    private static final int MOST = 1000;
    private static final String ANCHORS = "bBAzZG";
    private static final String ESCAPES = "dDwWsShHbBAzZGntrfvaeNOuxpPc";

    private final int[] pattern;
    private int next;

    private PatternReader(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    /** @throws Refusal with the reason where the pattern is not understood or may be repeated inside a repetition */
    static Backtracking read(String pattern) throws Refusal {
        PatternReader reader = new PatternReader(pattern);
        Backtracking whole = reader.alternatives(0);
        if (reader.next < reader.pattern.length) {
            throw new Refusal("a parenthesis that was never opened");
        }
        return whole;
    }

    /** Why a pattern cannot be used. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private Backtracking alternatives(int depth) throws Refusal {
        if (depth > DEEPEST) {
            throw new Refusal("groups nested more than " + DEEPEST + " deep");
        }
        Backtracking all = sequence(depth);
        while (take('|')) {
            all = all.or(sequence(depth));
        }
        return all;
    }

    private Backtracking sequence(int depth) throws Refusal {
        Backtracking sequence = Backtracking.EMPTY;
        while (next < pattern.length && !at('|') && !at(')')) {
            sequence = sequence.then(repetition(element(depth)));
        }
        return sequence;
    }

    private Backtracking element(int depth) throws Refusal {
        int c = pattern[next++];
        return switch (c) {
            case '(' -> group(depth + 1);
            case '[' -> {
                characterClass(depth + 1);
                yield Backtracking.ATOM;
            }
            case '\\' -> ANCHORS.indexOf(escape()) < 0 ? Backtracking.ATOM : Backtracking.ANCHOR;
            case '^', '$' -> Backtracking.ANCHOR;
            case '*', '+', '?' -> throw new Refusal("a repetition of nothing");
            default -> Backtracking.ATOM;
        };
    }

    private Backtracking group(int depth) throws Refusal {
        boolean look = false;
        if (take('?')) {
            int kind = next < pattern.length ? pattern[next++] : -1;
            boolean behind = kind == '<' && (at('=') || at('!'));
            look = kind == '=' || kind == '!' || behind;
            if (behind) {
                next++;
            } else if (kind == '<') {
                skipTo('>');
            } else if (kind == 'i' || kind == 'm' || kind == '-') {
                if (flags()) {
                    return Backtracking.EMPTY;
                }
            } else if (!look && kind != ':' && kind != '>') {
                throw new Refusal("a group that begins with (?" + printable(kind));
            }
        } else if (at('*')) {
            throw new Refusal("a callout");
        }
        Backtracking inner = alternatives(depth);
        if (!take(')')) {
            throw new Refusal("a parenthesis that is never closed");
        }
        return look ? inner.lookedAt() : inner;
    }

    /** Flags after {@code (?}; true where they end the group and hold for what follows. */
    private boolean flags() throws Refusal {
        while (at('i') || at('m') || at('-')) {
            next++;
        }
        if (take(')')) {
            return true;
        }
        if (take(':')) {
            return false;
        }
        throw new Refusal("unknown flags");
    }

    private void characterClass(int depth) throws Refusal {
        if (depth > DEEPEST) {
            throw new Refusal("groups nested more than " + DEEPEST + " deep");
        }
        take('^');
        if (at(']')) {
            throw new Refusal("a character class that begins with ]");
        }
        while (next < pattern.length) {
            int c = pattern[next++];
            if (c == ']') {
                return;
            } else if (c == '[') {
                characterClass(depth + 1);
            } else if (c == '\\') {
                next++;
            }
        }
        throw new Refusal("a character class that is never closed");
    }

    private int escape() throws Refusal {
        int c = next < pattern.length ? pattern[next++] : -1;
        boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
        if (c < 0 || (letterOrDigit && ESCAPES.indexOf(c) < 0)) {
            throw new Refusal("the escape \\" + printable(c));
        }
        if ((c == 'p' || c == 'P' || c == 'x') && take('{')) {
            skipTo('}');
        }
        return c;
    }

    private Backtracking repetition(Backtracking part) throws Refusal {
        boolean braces = at('{');
        int[] bounds = bounds();
        if (bounds == null) {
            return part;
        }
        boolean lazy = take('?');
        if (!lazy && !braces) {
            take('+');
        }
        if (at('*') || at('+') || at('?') || (at('{') && bounds() != null)) {
            throw new Refusal("a repetition of a repetition");
        }
        // In this syntax {2}? means "twice or not at all", not "twice, lazily".
        int low = braces && lazy ? 0 : bounds[0];
        int high = bounds[1] > MANY && bounds[1] != low ? -1 : bounds[1];
        if (low > MOST || high > MOST || (high >= 0 && high < low)) {
            throw new Refusal("repetitions that run backwards or are more than " + MOST);
        }
        if (low == 0 && high == 1) {
            return part.optional();
        } else if (low == 1 && high == 1) {
            return part;
        } else if (!part.isPlain()) {
            throw new Refusal("a repetition inside a repetition, or alternatives inside one");
        }
        return part.repeated(low, high);
    }

    /** Least and most of a quantifier, -1 for no bound; null where none stands here. A brace that is none is a character. */
    private int @Nullable [] bounds() {
        if (take('*')) {
            return new int[] {0, -1};
        } else if (take('+')) {
            return new int[] {1, -1};
        } else if (take('?')) {
            return new int[] {0, 1};
        }
        int begin = next;
        if (take('{')) {
            int low = number();
            int high = take(',') ? number() : low;
            if (take('}') && (low >= 0 || high >= 0)) {
                return new int[] {Math.max(0, low), high};
            }
        }
        next = begin;
        return null;
    }

    private int number() {
        int value = -1;
        while (next < pattern.length && pattern[next] >= '0' && pattern[next] <= '9') {
            value = (int) Math.min(100_000L, Math.max(0, value) * 10L + (pattern[next++] - '0'));
        }
        return value;
    }

    private boolean at(int c) {
        return next < pattern.length && pattern[next] == c;
    }

    private boolean take(int c) {
        boolean here = at(c);
        next += here ? 1 : 0;
        return here;
    }

    private void skipTo(int c) throws Refusal {
        while (next < pattern.length) {
            if (pattern[next++] == c) {
                return;
            }
        }
        throw new Refusal("a missing " + printable(c));
    }

    private static String printable(int c) {
        return c < 0 ? "" : Character.toString(c);
    }
}
