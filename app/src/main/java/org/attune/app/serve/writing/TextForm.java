// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.writing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.LanguageModel;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.RequestProblem;
import org.attune.generate.Prompt;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/completions}: the beginnings of texts, without a template. */
record TextForm() implements CompletionForm {

    /** The API's own. */
    private static final int USUAL_LENGTH = 16;

    private static final int MOST_PROMPTS = 64;

    @Override
    public String prefix() {
        return "cmpl-";
    }

    @Override
    public String object(boolean part) {
        return "text_completion";
    }

    @Override
    public List<String> fields() {
        return List.of("prompt", "echo", "suffix", "best_of");
    }

    @Override
    public int usualLength() {
        return USUAL_LENGTH;
    }

    @Override
    public boolean wantsProbabilities(JsonBody body) {
        if (body.integer("logprobs", 0, 5).orElse(0) > 0) {
            throw RequestProblem.invalid(
                    "logprobs",
                    "unsupported_parameter",
                    "Unsupported value for 'logprobs': the probabilities of other tokens are not kept; 0 gives those of"
                            + " the text");
        }
        return body.has("logprobs");
    }

    @Override
    public List<Prompt> prompts(JsonBody body, LanguageModel language, int times) {
        if (body.isTrue("echo")
                || body.has("suffix")
                || body.integer("best_of", 1, 20).orElse(times) != times) {
            throw RequestProblem.invalid(null, "unsupported_parameter", "echo, suffix and best_of are not offered");
        }
        body.required("prompt");
        List<String> texts = body.texts("prompt");
        if (texts.isEmpty() || texts.size() * times > MOST_PROMPTS) {
            throw body.wrong("prompt", "1 to " + MOST_PROMPTS + " texts, n counted");
        }
        List<Prompt> prompts = new ArrayList<>();
        for (String text : texts) {
            try {
                int[] tokens = language.beginning(text).tokens();
                for (int i = 0; i < times; i++) {
                    prompts.add(new Prompt(prompts.size(), tokens, "prompt"));
                }
            } catch (InputException wrong) {
                throw RequestProblem.of(wrong, "prompt");
            }
        }
        return prompts;
    }

    @Override
    public Map<String, Object> choice(Written written) {
        List<Token> tokens = written.tokens();
        return choice(
                written.index(),
                written.generated().text(),
                tokens == null ? null : probabilities(tokens),
                written.finish());
    }

    private static Map<String, @Nullable Object> probabilities(List<Token> tokens) {
        List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        for (Token token : tokens) {
            offsets.add(offset);
            offset += token.text().length();
        }
        Map<String, @Nullable Object> logprobs = new LinkedHashMap<>();
        logprobs.put("tokens", tokens.stream().map(Token::text).toList());
        logprobs.put(
                "token_logprobs", tokens.stream().map(Token::logProbability).toList());
        logprobs.put("top_logprobs", null);
        logprobs.put("text_offset", offsets);
        return logprobs;
    }

    @Override
    public Map<String, Object> piece(int index, String text, boolean first) {
        return choice(index, text, null, null);
    }

    @Override
    public Map<String, Object> ending(int index, String finish) {
        return choice(index, "", null, finish);
    }

    private static Map<String, Object> choice(
            int index, String text, @Nullable Object logprobs, @Nullable String finish) {
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("text", text);
        choice.put("index", index);
        choice.put("logprobs", logprobs);
        choice.put("finish_reason", finish);
        return Json.map(choice);
    }
}
