// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.attune.statistics.KeyedDraws;

/** Changes of whole words: swap and delete of Wei and Zou, "EDA" (2019), the marks of Karimi, Rossi and Prati, "AEDA" (2021). */
final class WordMoves {

    private static final List<String> MARKS = List.of(".", ";", "?", ":", "!", ",");

    private WordMoves() {}

    /** Two words that differ change places, as often as words are to be touched. */
    static String swap(Words words, double rate, KeyedDraws draws) {
        for (int i = 0; i < touched(words.count(), rate); i++) {
            int one = draws.below(words.count());
            int[] others = where(words, w -> !words.get(w).equals(words.get(one)));
            if (others.length > 0) {
                int other = others[draws.below(others.length)];
                String moved = words.get(one);
                words.set(one, words.get(other));
                words.set(other, moved);
            }
        }
        return words.text();
    }

    /** One word at least stays. */
    static String delete(Words words, double rate, KeyedDraws draws) {
        int gone = Math.min(words.count() - 1, touched(words.count(), rate));
        for (int i = 0; i < gone; i++) {
            words.remove(draws.below(words.count()));
        }
        return words.text();
    }

    static String insert(Words words, double rate, KeyedDraws draws) {
        int[] all = where(words, w -> true);
        for (int word : some(all, touched(words.count(), rate), draws)) {
            words.mark(word, MARKS.get(draws.below(MARKS.size())));
        }
        return words.text();
    }

    /**
     * Writes some words otherwise.
     *
     * @param change the word, or the same where it cannot be changed
     */
    static String each(Words words, double rate, KeyedDraws draws, BiFunction<String, KeyedDraws, String> change) {
        int left = touched(words.count(), rate);
        int[] order = some(where(words, w -> true), words.count(), draws);
        for (int word : order) {
            String before = words.get(word);
            String after = left > 0 ? change.apply(before, draws) : before;
            left -= after.equals(before) ? 0 : 1;
            words.set(word, after);
        }
        return words.text();
    }

    /** At least one. */
    private static int touched(int words, double rate) {
        return words == 0 ? 0 : (int) Math.max(1, Math.round(rate * words));
    }

    private static int[] where(Words words, IntPredicate holds) {
        return IntStream.range(0, words.count()).filter(holds).toArray();
    }

    /** Some of them, each once, in the order in which they are drawn. */
    private static int[] some(int[] all, int most, KeyedDraws draws) {
        int count = Math.min(most, all.length);
        for (int i = 0; i < count; i++) {
            int j = i + draws.below(all.length - i);
            int drawn = all[j];
            all[j] = all[i];
            all[i] = drawn;
        }
        return Arrays.copyOf(all, count);
    }
}
