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
 * Writes JSON lines of made-up sentences, about 200 bytes each: of a hundred rows ten repeat an earlier one, eight are copies with one or
 * two changed words, and one has broken characters, remains of HTML or an address in it. Arguments: FILE ROWS [SEED].
 */
public final class Rows {

    private static final int REMEMBERED = 20_000;
    private static final List<String> LABELS =
            List.of("billing", "delivery", "account", "card", "refund", "complaint", "praise", "other");

    private final Random random;
    private final List<String> words = new ArrayList<>();
    private final List<String> earlier = new ArrayList<>();

    private Rows(long seed) {
        random = new Random(seed);
        String[] syllables = "ka ro mi te lu san vor pel din gra hu bex ost nir fa qui ten mar sol vi".split(" ");
        for (int i = 0; i < 30_000; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                word.append(syllables[random.nextInt(syllables.length)]);
            }
            words.add(word.toString());
        }
    }

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        Rows rows = new Rows(arguments.length > 2 ? Long.parseLong(arguments[2]) : 1);
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[0]))) {
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
        int length = 60 + random.nextInt(180);
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
