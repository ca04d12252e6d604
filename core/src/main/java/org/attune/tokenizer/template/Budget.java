// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/**
 * What one rendering may use. Work is counted in units: one per evaluated node, one per character made, 32 per element
 * of a list made; so it bounds time and memory together. Not thread-safe.
 */
final class Budget {

    /** Some hundred times what a prompt of a million tokens needs. */
    private static final long MOST_WORK = 100_000_000;

    /** Characters of one text. */
    static final int LONGEST_TEXT = 16_000_000;

    /** Nested calls and values. A level costs up to ten frames of the Java stack, which must hold in 512 KB. */
    static final int DEEPEST = 300;

    private long work;
    private int depth;

    void spend(long units) {
        work += units;
        if (units < 0 || units > MOST_WORK || work > MOST_WORK) {
            throw Failure.limit("the template does more than " + MOST_WORK + " units of work");
        }
    }

    /** Before a text of this length is made. */
    void text(long length) {
        fits(length);
        spend(length);
    }

    /** A text may be this long. */
    void fits(long length) {
        if (length < 0 || length > LONGEST_TEXT) {
            throw Failure.limit("a text of more than " + LONGEST_TEXT + " characters");
        }
    }

    /** Before a text is looked for in another, which may take a step for each pair of their characters. */
    void search(String text, String part) {
        spend(text.length() + (long) text.length() * Math.min(part.length(), text.length()) / 16);
    }

    /** Before a list of this length is made. */
    void list(long length) {
        if (length < 0 || length > LONGEST_TEXT) {
            throw Failure.limit("a list of more than " + LONGEST_TEXT + " elements");
        }
        spend(32 * length);
    }

    /** One level deeper; every call is followed by {@link #leave}, also where it fails. */
    void enter() {
        if (++depth > DEEPEST) {
            depth--;
            throw Failure.limit("nested more than " + DEEPEST + " deep");
        }
        spend(1);
    }

    void leave() {
        depth--;
    }
}
