// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.List;
import java.util.function.Function;
import org.attune.data.text.Blanks;
import org.attune.data.text.Markup;
import org.attune.data.text.Mojibake;

/**
 * Something that can be wrong with a single text.
 *
 * @param shown what to show of a text that has it; empty: the text has it not
 * @param mend options of {@code attune data clean}; empty where a person has to look
 */
record TextCheck(String code, Severity severity, String words, Function<String, String> shown, String mend) {

    /** As many letters in a row have no word of any language. */
    static final int LONGEST_RUN = 8;

    private static final int BEFORE = 50;

    static final List<TextCheck> ALL = List.of(
            new TextCheck(
                    "empty-text",
                    Severity.SERIOUS,
                    "rows have no text, or none after cleaning",
                    TextCheck::empty,
                    "--missing drop"),
            new TextCheck(
                    "mojibake",
                    Severity.WARNING,
                    "texts were read by the wrong code page",
                    text -> around(text, Mojibake.repair(text)),
                    "--mojibake repair"),
            new TextCheck(
                    "lost-character",
                    Severity.WARNING,
                    "texts hold U+FFFD, where a character was lost before",
                    text -> around(text, text.replace('\uFFFD', '?')),
                    ""),
            new TextCheck(
                    "html",
                    Severity.WARNING,
                    "texts hold remains of HTML",
                    text -> around(text, Markup.strip(text)),
                    "--html strip"),
            new TextCheck(
                    "unseen-character",
                    Severity.NOTE,
                    "texts hold control characters or zero-width blanks",
                    text -> Blanks.found(text) ? text : "",
                    "--whitespace trim"),
            new TextCheck(
                    "repeated-character",
                    Severity.NOTE,
                    "texts repeat a letter or digit more than " + LONGEST_RUN + " times",
                    text -> Blanks.longestRun(text) > LONGEST_RUN ? text : "",
                    "--max-run " + LONGEST_RUN));

    /** The text from shortly before the first place that mending would change; empty where it would change none. */
    private static String around(String text, String mended) {
        if (text.equals(mended)) {
            return "";
        }
        int place = 0;
        while (place < text.length() && place < mended.length() && text.charAt(place) == mended.charAt(place)) {
            place++;
        }
        int start =
                place <= BEFORE ? 0 : text.offsetByCodePoints(place, -Math.min(BEFORE, text.codePointCount(0, place)));
        return (start == 0 ? "" : "…") + text.substring(start);
    }

    private static String empty(String text) {
        return text.isBlank()
                ? "(blank)"
                : text.length() < 400 && Blanks.trim(Markup.strip(text)).isEmpty() ? text : "";
    }
}
