// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.util.List;
import org.attune.tokenizer.TextStream;

/**
 * The text of a row as far as no later token can change it: without half characters, and without the beginning of a text that
 * stops it, should it come.
 */
final class SettledText {

    private static final String UNFINISHED = "\uFFFD+$";

    private final TextStream stream;
    private final List<String> stops;
    private final StringBuilder text = new StringBuilder();
    private int given;
    private boolean stopped;

    SettledText(TextStream stream, List<String> stops) {
        this.stream = stream;
        this.stops = stops;
    }

    /** What is settled with a token, and was not before. */
    String next(int id) {
        return settle(stream.next(id), false);
    }

    /** What no further token will change, as none comes; the bytes of a character that was never finished are left out. */
    String rest() {
        return stopped ? "" : settle(stream.rest().replaceFirst(UNFINISHED, ""), true);
    }

    /** Whether a text came that stops. */
    boolean stopped() {
        return stopped;
    }

    /** All that was given out. */
    String given() {
        return text.substring(0, given);
    }

    private String settle(String fresh, boolean last) {
        text.append(fresh);
        int end = text.length();
        int stop = -1;
        for (String one : stops) {
            int found = text.indexOf(one, given);
            stop = found >= 0 && (stop < 0 || found < stop) ? found : stop;
        }
        if (stop >= 0) {
            stopped = true;
            end = stop;
        } else if (!last) {
            end -= begun();
        }
        String settled = text.substring(given, end);
        given = end;
        return settled;
    }

    /** How much of the end may be the beginning of a stop. */
    private int begun() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, text.length() - given); length > longest; length--) {
                if (text.substring(text.length() - length).equals(stop.substring(0, length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
