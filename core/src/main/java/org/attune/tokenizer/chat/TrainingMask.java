// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which tokens are trained. */
record TrainingMask(boolean[] trained) {

    static TrainingMask of(TextTokens tokens, List<Turn> turns, boolean all) {
        boolean[] trained = new boolean[tokens.length()];
        Arrays.fill(trained, all);
        for (int i = 0; i < trained.length; i++) {
            for (Turn turn : turns) {
                trained[i] |= touches(tokens, i, turn);
            }
        }
        return new TrainingMask(trained);
    }

    /** A token without characters of its own, such as a space before the first word, counts by its place. */
    private static boolean touches(TextTokens tokens, int token, Turn turn) {
        int start = tokens.start()[token];
        int end = tokens.end()[token];
        return start == end ? start >= turn.start() && start < turn.end() : end > turn.start() && start < turn.end();
    }

    Set<ChatFinding> findings(TextTokens tokens, List<Turn> turns, Set<Integer> endTokens, String text) {
        Set<ChatFinding> findings = EnumSet.noneOf(ChatFinding.class);
        for (int k = 0; k < turns.size(); k++) {
            Turn turn = turns.get(k);
            boolean more = k + 1 < turns.size() && turns.get(k + 1).message() == turn.message();
            int last = -1;
            for (int i = 0; i < trained.length; i++) {
                if (touches(tokens, i, turn)) {
                    boolean begins = tokens.start()[i] >= turn.start();
                    findings.addAll(begins ? Set.of() : Set.of(ChatFinding.PARTLY_PROMPT));
                    boolean blank =
                            text.substring(tokens.start()[i], tokens.end()[i]).isBlank();
                    last = blank ? last : i;
                }
            }
            if (!more && (last < 0 || !endTokens.contains(tokens.ids()[last]))) {
                findings.add(ChatFinding.NO_END_TOKEN);
            }
        }
        return findings;
    }
}
