// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.attune.statistics.KeyedDraws;

/** The same letters, large or small. */
final class Casing {

    private Casing() {}

    /** One of the other ways: small, large, the first letter large, the first of each word. What cannot be undone (ß) stays as it is. */
    static String change(String text, KeyedDraws draws) {
        String small = text.toLowerCase(Locale.ROOT);
        Words first = Words.of(small);
        Words all = Words.of(small);
        for (int word = 0; word < all.count(); word++) {
            all.set(word, titled(all.get(word)));
        }
        if (first.count() > 0) {
            first.set(0, titled(first.get(0)));
        }
        List<String> others = Stream.of(small, text.toUpperCase(Locale.ROOT), first.text(), all.text())
                .distinct()
                .filter(other -> !other.equals(text)
                        && other.toLowerCase(Locale.ROOT).equals(small)
                        && other.length() == text.length())
                .toList();
        return others.isEmpty() ? text : others.get(draws.below(others.size()));
    }

    /** A word, its first letter large where that of another one is. */
    static String as(String other, String word) {
        return Character.isUpperCase(other.codePointAt(0)) ? titled(word) : word;
    }

    private static String titled(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
    }
}
