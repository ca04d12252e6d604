// SPDX-License-Identifier: Apache-2.0
package org.attune.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the nearest of some known words. */
public final class Similar {

    private Similar() {}

    /** The known word with the fewest edits (insert, delete, replace, swap), if at most a third of the word differs. */
    public static Optional<String> to(String word, Collection<String> known) {
        int limit = Math.max(1, (word.length() + 2) / 3);
        return known.stream()
                .filter(k -> edits(word, k) <= limit)
                .min(Comparator.<String>comparingInt(k -> edits(word, k)).thenComparing(k -> k));
    }

    /** A sentence for the fix of a problem: "did you mean X?" or the list of known words. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known)
                .map(k -> "did you mean \"" + k + "\"?")
                .orElseGet(() -> "use one of: " + String.join(", ", known));
    }

    /** Optimal string alignment distance, without regard to case. */
    static int edits(String a, String b) {
        String x = a.toLowerCase(Locale.ROOT);
        String y = b.toLowerCase(Locale.ROOT);
        int[][] d = new int[x.length() + 1][y.length() + 1];
        for (int i = 0; i <= x.length(); i++) {
            for (int j = 0; j <= y.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && x.charAt(i - 1) == y.charAt(j - 2) && x.charAt(i - 2) == y.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[x.length()][y.length()];
    }
}
