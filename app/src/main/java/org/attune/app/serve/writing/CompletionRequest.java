// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.attune.LanguageModel;
import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.RequestProblem;
import org.attune.generate.Filters;
import org.attune.generate.Prompt;
import org.attune.generate.Sampling;
import org.attune.generate.Stops;

/**
 * A request for texts, read.
 *
 * @param usage whether a stream ends with the number of tokens
 * @param probabilities whether each token's is wanted
 */
record CompletionRequest(
        List<Prompt> prompts, Sampling sampling, boolean stream, boolean usage, boolean probabilities) {

    /** All of one request are written together, each with memory of its own. */
    private static final int MOST_TIMES = 16;

    private static final int MOST_STOPS = 4;

    /** Of both forms; the last ones say who asks and change nothing. */
    private static final List<String> FIELDS = List.of(
            "model",
            "max_tokens",
            "temperature",
            "top_p",
            "n",
            "stop",
            "seed",
            "stream",
            "stream_options",
            "logprobs",
            "presence_penalty",
            "frequency_penalty",
            "logit_bias",
            "user",
            "metadata",
            "store",
            "safety_identifier",
            "service_tier",
            "parallel_tool_calls");

    static CompletionRequest of(JsonBody body, CompletionForm form, LanguageModel language) {
        List<String> known = new ArrayList<>(FIELDS);
        known.addAll(form.fields());
        body.only(known);
        for (String zero : List.of("presence_penalty", "frequency_penalty")) {
            if (body.number(zero, -2, 2, 0) != 0) {
                throw unsupported(zero, "0 is offered");
            }
        }
        if (body.has("logit_bias") && !body.field("logit_bias").isEmpty()) {
            throw unsupported("logit_bias", "no bias is offered");
        }
        int times = body.integer("n", 1, MOST_TIMES).orElse(1);
        boolean probabilities = form.wantsProbabilities(body);
        boolean stream = body.isTrue("stream");
        if (stream && probabilities) {
            throw unsupported("logprobs", "streams do not have them");
        }
        boolean usage = body.field("stream_options").path("include_usage").asBoolean(false);
        List<Prompt> prompts = form.prompts(body, language, times);
        checkLengths(prompts, language.positions());
        return new CompletionRequest(prompts, sampling(body, form), stream, usage, probabilities);
    }

    private static Sampling sampling(JsonBody body, CompletionForm form) {
        double temperature = body.number("temperature", 0, 2, 1);
        double topP = body.number("top_p", 0, 1, 1);
        int least = body.integer("max_tokens", 1, 1 << 20).orElse(form.usualLength());
        int most = form.fields().contains("max_completion_tokens")
                ? body.integer("max_completion_tokens", 1, 1 << 20).orElse(least)
                : least;
        List<String> stops = body.texts("stop");
        if (stops.size() > MOST_STOPS || stops.contains("")) {
            throw body.wrong("stop", "at most " + MOST_STOPS + " texts that are not empty");
        }
        // nothing is drawn at temperature 0, nor where only the likeliest word is left
        boolean draws = temperature > 0 && topP > 0;
        Filters filters = draws ? new Filters(1, temperature, 0, topP, 0) : Filters.GREEDY;
        long seed = body.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong());
        return Sampling.greedy(most)
                .with(filters)
                .with(new Stops(java.util.Set.of(), stops))
                .withSeed(seed);
    }

    private static void checkLengths(List<Prompt> prompts, int positions) {
        for (Prompt prompt : prompts) {
            int length = prompt.tokens().length;
            if (length == 0 || length >= positions) {
                throw RequestProblem.invalid(
                        prompt.where(),
                        length == 0 ? "invalid_value" : "context_length_exceeded",
                        "This model's maximum context length is " + positions + " tokens, and " + prompt.where()
                                + " has " + length);
            }
        }
    }

    private static RequestProblem unsupported(String param, String why) {
        return RequestProblem.invalid(param, "unsupported_parameter", "Unsupported value for '" + param + "': " + why);
    }

    int promptTokens() {
        return prompts.stream()
                .map(Prompt::tokens)
                .distinct()
                .mapToInt(tokens -> tokens.length)
                .sum();
    }
}
