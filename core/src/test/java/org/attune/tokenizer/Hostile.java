// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.attune.problem.InputException;

/** Opens broken tokenizers and uses those that open. A defect is what is no {@link InputException}, or takes the process down. */
final class Hostile {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "The quick brown fox's naïve e\u0301 café",
            "a\u0000b\ud800c\udc00 \u200d\ufeff",
            "😀👨‍👩‍👧 東京は日本 שלום",
            "   spaces\t\r\n\n  ﷺ ½ ﬁ İ ß ",
            "[CLS] a [SEP] </s><s> <mask> |||EMAIL|||",
            "x".repeat(3000),
            " ".repeat(3000) + "y",
            "ab".repeat(500) + "é".repeat(300));

    private Hostile() {}

    /** @throws InputException if the file is refused */
    static void use(Supplier<TextTokenizer> opener, Random random) {
        try (TextTokenizer tokenizer = opener.get()) {
            for (String text : TEXTS) {
                attempt(() -> tokenizer.encode(text, null, new Limit(16, Limit.Truncation.LEFT, 2)));
                attempt(() -> tokenizer.encode(text, TEXTS.get(random.nextInt(TEXTS.size())), Limit.of(12)));
            }
            attempt(() -> tokenizer.encodeWords(TEXTS, Limit.none()));
            attempt(() -> tokenizer.encodeWords(List.of(), Limit.none()));
            List<String> special = List.copyOf(tokenizer.special().all());
            for (int i = 0; i < 12; i++) {
                int[] ids = random.ints(random.nextInt(8), -2, tokenizer.vocabularySize() + 5)
                        .toArray();
                attempt(() -> List.of(tokenizer.decode(ids)));
                attempt(() -> List.of(tokenizer.decodeWithSpecial(ids)));
                attempt(() -> streamed(tokenizer, ids));
                String text = TEXTS.get(random.nextInt(TEXTS.size()));
                String token = special.isEmpty() ? "" : special.get(random.nextInt(special.size()));
                attempt(() -> List.of(tokenizer.encodeSegments(
                        List.of(Segment.markup(token + text + token), Segment.literal(text + token)))));
            }
        }
    }

    private static List<String> streamed(TextTokenizer tokenizer, int[] ids) {
        TextStream stream = tokenizer.stream(ids);
        List<String> parts = new ArrayList<>();
        for (int id : ids) {
            parts.add(stream.next(id));
        }
        parts.add(stream.rest());
        return parts;
    }

    private interface Use {
        List<?> run();
    }

    private static void attempt(Use use) {
        try {
            if (use.run().isEmpty()) {
                throw new AssertionError("an encoding is at least one window");
            }
        } catch (InputException e) {
            if (e.problems().isEmpty()) {
                throw new AssertionError("an InputException without a problem", e);
            }
        }
    }
}
