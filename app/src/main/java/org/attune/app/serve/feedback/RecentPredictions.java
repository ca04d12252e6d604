// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.feedback;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.attune.app.serve.http.Json;
import org.attune.eval.Prediction;

/**
 * The newest predictions by their ids, in memory only: inputs of people who correct nothing are not written down. Any number of threads
 * may use it.
 */
public final class RecentPredictions {

    private static final int MOST = 20_000;
    private static final long MOST_CHARACTERS = 32L << 20;

    private final Map<String, Remembered> newest = new LinkedHashMap<>();
    private long characters;

    /**
     * A prediction.
     *
     * @param input as JSON
     */
    public record Remembered(String model, Prediction prediction, String input) {}

    public synchronized void remember(String model, Prediction prediction) {
        String input = Json.text(prediction.input());
        newest.put(Objects.requireNonNull(prediction.id()), new Remembered(model, prediction, input));
        characters += input.length();
        var oldest = newest.entrySet().iterator();
        while (newest.size() > MOST || (characters > MOST_CHARACTERS && newest.size() > 1)) {
            characters -= oldest.next().getValue().input().length();
            oldest.remove();
        }
    }

    public synchronized Optional<Remembered> find(String id) {
        return Optional.ofNullable(newest.get(id));
    }
}
