// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How conversations become tokens.
 *
 * @param maxLength the most tokens of a row; {@link Integer#MAX_VALUE}: no limit
 * @param now what {@code strftime_now} tells templates, so that a run can be repeated
 * @param variables for every template, such as {@code enable_thinking}; those of a row come before them
 */
public record ChatSettings(
        TrainOn trainOn, int maxLength, Overlong overlong, LocalDateTime now, Map<String, Object> variables) {

    /** What templates are told that the time is in training, so that it can be repeated; whoever asks a model tells them the real one. */
    public static final LocalDateTime CLOCK = LocalDateTime.of(2025, 1, 1, 12, 0);

    public ChatSettings {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** The same for rows of any length. */
    public ChatSettings unlimited() {
        return new ChatSettings(trainOn, Integer.MAX_VALUE, overlong, now, variables);
    }
}
