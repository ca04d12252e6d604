// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts with copies in which words were dropped, doubled, swapped or replaced. */
final class EditedTexts {

    private static final List<String> SYLLABLES = List.of(
            "ka", "ro", "mi", "te", "lu", "san", "vor", "pel", "din", "gra", "hu", "bex", "ost", "nir", "fa", "qui");

    private final Random random;

    EditedTexts(long seed) {
        random = new Random(seed);
    }

    /** Sentences of made-up words, 8 to 27 each. */
    static List<String> sentences(int count, long seed) {
        Random random = new Random(seed);
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder sentence = new StringBuilder();
            for (int word = 8 + random.nextInt(20); word > 0; word--) {
                sentence.append(sentence.isEmpty() ? "" : " ").append(word(random));
            }
            sentences.add(sentence.toString());
        }
        return sentences;
    }

    /** The texts, and of each third one a copy with one to so many edits. */
    List<String> of(List<String> texts, int mostEdits) {
        List<String> all = new ArrayList<>(texts);
        for (int i = 0; i < texts.size(); i += 3) {
            all.add(edited(texts.get(i), 1 + random.nextInt(mostEdits)));
            all.add(edited(texts.get(i), 1));
        }
        return all;
    }

    private String edited(String text, int edits) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(4)) {
                case 0 -> words.add(at, words.get(at));
                case 1 -> words.set(at, word(random));
                case 2 -> words.add(words.remove(at));
                default -> {
                    if (words.size() > 2) {
                        words.remove(at);
                    }
                }
            }
        }
        return String.join(" ", words);
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        return word.toString();
    }
}
