// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A chunk of a sentence.
 *
 * @param type what follows the first hyphen of its tags; {@code _} where nothing does
 * @param start its first token
 * @param end its last token
 */
public record Entity(String type, int start, int end) {

    private static final String OUTSIDE = "O";
    private static final String NO_TYPE = "_";

    /**
     * The entities of one sentence by the rules of conlleval, which seqeval's default mode follows: tags of IOB1, IOB2, IOE and
     * IOBES are all read, and a chunk whose tags begin wrongly (an I after an O) still counts. An empty tag reads as O.
     */
    public static Set<Entity> of(String[] tags) {
        Set<Entity> found = new LinkedHashSet<>();
        String before = OUTSIDE;
        int start = 0;
        for (int i = 0; i <= tags.length; i++) {
            String now = i == tags.length || tags[i].isEmpty() ? OUTSIDE : tags[i];
            boolean changed = !type(before).equals(type(now));
            if (ends(before.codePointAt(0), now.codePointAt(0), changed)) {
                found.add(new Entity(type(before), start, i - 1));
            }
            if (starts(before.codePointAt(0), now.codePointAt(0), changed)) {
                start = i;
            }
            before = now;
        }
        return found;
    }

    private static String type(String tag) {
        String rest = tag.substring(tag.offsetByCodePoints(0, 1));
        String type = rest.substring(rest.indexOf('-') + 1);
        return type.isEmpty() ? NO_TYPE : type;
    }

    private static boolean ends(int before, int now, boolean changed) {
        return switch (before) {
            case 'E', 'S' -> true;
            case 'B', 'I' -> changed || now == 'B' || now == 'S' || now == 'O';
            case 'O', '.' -> false;
            default -> changed;
        };
    }

    private static boolean starts(int before, int now, boolean changed) {
        return switch (now) {
            case 'B', 'S' -> true;
            case 'E', 'I' -> changed || before == 'E' || before == 'S' || before == 'O';
            case 'O', '.' -> false;
            default -> changed;
        };
    }
}
