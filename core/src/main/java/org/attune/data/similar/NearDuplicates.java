// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds texts whose shingles have at least a Jaccard similarity. Rows that fold to the same text share one number, so that a text which
 * comes a thousand times is signed, kept and compared once. Not thread-safe.
 */
public final class NearDuplicates implements Closeable {

    private static final int MOST_REMEMBERED = 4096;

    private final double threshold;
    private final Banding banding;
    private final MinHash minHash = new MinHash();
    private final MessageDigest md5 = md5();
    private final KeyIndex texts = new KeyIndex();
    private final Spool spool;
    private final IntColumn keys = new IntColumn();
    private final Sketches sketches = new Sketches();
    private final IntColumn textOfRow = new IntColumn();
    private final Map<Integer, long[]> remembered = new LinkedHashMap<>(MOST_REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, long[]> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * @param threshold Jaccard similarity from which two texts are nearly the same, above 0 and at most 1
     * @param folder where the texts lie meanwhile
     */
    public NearDuplicates(double threshold, Path folder) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold of " + threshold);
        }
        this.threshold = threshold;
        this.banding = Banding.of(threshold);
        this.spool = new Spool(folder);
    }

    /** Adds the next row. */
    public void add(String text) {
        String letters = Folding.of(text);
        String kept = letters.isEmpty() ? text.strip() : letters; // signs alone are a text too
        byte[] folded = kept.getBytes(StandardCharsets.UTF_8);
        ByteBuffer digest = ByteBuffer.wrap(md5.digest(folded));
        int number = texts.number(digest.getLong(), digest.getLong());
        textOfRow.add(number);
        if (number == spool.size()) {
            spool.add(folded);
            int[] signature = minHash.of(kept);
            banding.keys(signature, keys);
            sketches.add(signature);
        }
    }

    /** Rows added so far. */
    public int rows() {
        return textOfRow.size();
    }

    /** The folded text of a row: equal for rows that differ in case, punctuation and blanks alone. */
    public int textOf(int row) {
        return textOfRow.get(row);
    }

    /** What of the text of a row is compared, for display. */
    public String text(int row) {
        return new String(spool.get(textOf(row)), StandardCharsets.UTF_8);
    }

    public double threshold() {
        return threshold;
    }

    /** The exact Jaccard similarity of two rows, 0 for blank ones. */
    public double similarity(int row, int other) {
        return textSimilarity(textOf(row), textOf(other));
    }

    /** Clusters of all rows added so far. */
    public Clusters cluster() {
        Comparison comparison = new Comparison(threshold, this::candidateSimilarity);
        Candidates candidates = new Candidates(keys, banding.bands(), texts.size());
        comparison.run(candidates);
        return new Clusters(textOfRow, comparison.components(), comparison.compared(), comparison.passedOver());
    }

    @Override
    public void close() {
        spool.close();
    }

    private double candidateSimilarity(int text, int other) {
        return sketches.mayReach(threshold, text, other) ? textSimilarity(text, other) : 0;
    }

    private double textSimilarity(int text, int other) {
        return Shingles.jaccard(shingles(text), shingles(other));
    }

    private long[] shingles(int text) {
        return remembered.computeIfAbsent(text, t -> Shingles.of(new String(spool.get(t), StandardCharsets.UTF_8)));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
