// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/**
 * A part of a text that is encoded as a whole, such as a rendered conversation.
 *
 * @param markup whether special tokens that are spelled out in it become those tokens; in what people wrote they stay text
 */
public record Segment(String text, boolean markup) {

    /** Ordinary text, whatever it spells. */
    public static Segment literal(String text) {
        return new Segment(text, false);
    }

    /** Text in which special tokens are recognised, as of a template. */
    public static Segment markup(String text) {
        return new Segment(text, true);
    }
}
