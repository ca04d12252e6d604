// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes JSON lines of made-up sentences, about 200 bytes each unless told: of a hundred rows ten repeat an earlier one, eight are copies with one or
 * two changed words, and one has broken characters, remains of HTML or an address in it. Arguments: FILE ROWS [SEED [CHARACTERS]], of a text on average.
 */
public final class Rows {

    private static final int REMEMBERED = 20_000;
    private static final List<String> LABELS =
            List.of("billing", "delivery", "account", "card", "refund", "complaint", "praise", "other");

    /** What these texts are made of. */
    public static final List<String> SYLLABLES =
            List.of("ka ro mi te lu san vor pel din gra hu bex ost nir fa qui ten mar sol vi".split(" "));

    private static final int CHARACTERS = 150;

    private final Random random;
    private final int characters;
    private final List<String> words = new ArrayList<>();
    private final List<String> earlier = new ArrayList<>();

    private Rows(long seed, int characters) {
        random = new Random(seed);
        this.characters = characters;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
            words.add(word.toString());
        }
    }

    public static void main(String[] arguments) throws IOException {
        write(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments.length > 2 ? Long.parseLong(arguments[2]) : 1,
                arguments.length > 3 ? Integer.parseInt(arguments[3]) : CHARACTERS);
    }

    /** @param characters of a text on average; its length lies between two and eight fifths of it */
    public static void write(Path file, int count, long seed, int characters) throws IOException {
        Rows rows = new Rows(seed, characters);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < count; i++) {
                String text = rows.next();
                String label = LABELS.get(Math.floorMod(text.substring(0, 9).hashCode(), LABELS.size()));
                out.write("{\"id\": " + i + ", \"text\": \"" + text + "\", \"label\": \"" + label + "\"}\n");
            }
        }
    }

    private String next() {
        int kind = random.nextInt(100);
        if (kind < 18 && !earlier.isEmpty()) {
            String before = earlier.get(random.nextInt(earlier.size()));
            return kind < 10 ? before : changed(before, 1 + random.nextInt(2));
        }
        String text = sentence();
        if (kind == 99) {
            return text
                    + List.of(" cafÃ© closed", " <br/>thanks", " write to a.person@example.com")
                            .get(random.nextInt(3));
        }
        if (earlier.size() < REMEMBERED) {
            earlier.add(text);
        } else {
            earlier.set(random.nextInt(REMEMBERED), text);
        }
        return text;
    }

    private String sentence() {
        StringBuilder text = new StringBuilder();
        int length = 2 * characters / 5 + random.nextInt(6 * characters / 5);
        while (text.length() < length) {
            // few words make up most of a language
            double skew = random.nextDouble();
            String word = words.get((int) (skew * skew * skew * words.size()));
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
        return text.toString();
    }

    private String changed(String text, int edits) {
        String[] parts = text.split(" ");
        for (int i = 0; i < edits; i++) {
            parts[random.nextInt(parts.length)] = words.get(random.nextInt(words.size()));
        }
        return String.join(" ", parts);
    }
}
