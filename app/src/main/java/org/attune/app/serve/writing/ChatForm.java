// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.writing;

import java.nio.charset.StandardCharsets;
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
import org.attune.tokenizer.chat.ChatColumns;
import org.attune.tokenizer.chat.ChatFormat;
import org.attune.tokenizer.chat.Conversation;
import org.attune.tokenizer.chat.QuestionReader;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions}: messages, written as turns by the model's own template. */
record ChatForm() implements CompletionForm {

    /** The API's own has none; a model that does not end its texts is stopped somewhere. */
    private static final int USUAL_LENGTH = 1024;

    @Override
    public String prefix() {
        return "chatcmpl-";
    }

    @Override
    public String object(boolean part) {
        return part ? "chat.completion.chunk" : "chat.completion";
    }

    @Override
    public List<String> fields() {
        return List.of("messages", "tools", "tool_choice", "max_completion_tokens", "top_logprobs", "response_format");
    }

    @Override
    public int usualLength() {
        return USUAL_LENGTH;
    }

    @Override
    public boolean wantsProbabilities(JsonBody body) {
        if (body.integer("top_logprobs", 0, 20).orElse(0) > 0) {
            throw unsupported("top_logprobs", "the probabilities of other tokens are not kept");
        }
        return body.isTrue("logprobs");
    }

    @Override
    public List<Prompt> prompts(JsonBody body, LanguageModel language, int times) {
        check(body);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("messages", Json.plain(body.field("messages")));
        if (body.has("tools") && !body.field("tool_choice").asString("").equals("none")) {
            row.put("tools", Json.plain(body.field("tools")));
        }
        Conversation conversation;
        try {
            conversation =
                    (Conversation) new QuestionReader(ChatFormat.OPENAI, ChatColumns.usual()).read(row, "messages");
            Prompt first = language.prompt(conversation, 0);
            List<Prompt> prompts = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                prompts.add(new Prompt(i, first.tokens(), "messages"));
            }
            return prompts;
        } catch (InputException wrong) {
            throw RequestProblem.of(wrong, "messages");
        }
    }

    private static void check(JsonBody body) {
        if (!body.required("messages").isArray() || body.field("messages").isEmpty()) {
            throw body.wrong("messages", "a list of messages");
        }
        int last = body.field("messages").size() - 1;
        if (body.field("messages").get(last).path("role").asString("").equals("assistant")) {
            throw RequestProblem.invalid(
                    "messages", "invalid_value", "the last message is not the assistant's: its answer comes next");
        }
        if (body.has("tools") && !body.field("tools").isArray()) {
            throw body.wrong("tools", "a list of tools");
        }
        String choice = body.has("tool_choice") && body.field("tool_choice").isString() ? body.text("tool_choice") : "";
        if (body.has("tool_choice") && !List.of("auto", "none").contains(choice)) {
            throw unsupported("tool_choice", "a model is not made to call a tool; auto and none are offered");
        }
        if (body.has("response_format")
                && !body.field("response_format").path("type").asString("").equals("text")) {
            throw unsupported("response_format", "only {\"type\": \"text\"} is offered");
        }
    }

    private static RequestProblem unsupported(String param, String why) {
        return RequestProblem.invalid(param, "unsupported_parameter", "Unsupported value for '" + param + "': " + why);
    }

    @Override
    public Map<String, Object> choice(Written written) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", written.generated().text());
        message.put("refusal", null);
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("index", written.index());
        choice.put("message", message);
        choice.put("logprobs", written.tokens() == null ? null : probabilities(written.tokens()));
        choice.put("finish_reason", written.finish());
        return Json.map(choice);
    }

    private static Map<String, @Nullable Object> probabilities(List<Token> tokens) {
        List<Map<String, Object>> content = new ArrayList<>();
        for (Token token : tokens) {
            List<Integer> bytes = new ArrayList<>();
            for (byte part : token.text().getBytes(StandardCharsets.UTF_8)) {
                bytes.add(part & 0xff);
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("token", token.text());
            entry.put("logprob", token.logProbability());
            entry.put("bytes", bytes);
            entry.put("top_logprobs", List.of());
            content.add(entry);
        }
        Map<String, @Nullable Object> logprobs = new LinkedHashMap<>();
        logprobs.put("content", content);
        logprobs.put("refusal", null);
        return logprobs;
    }

    @Override
    public Map<String, Object> piece(int index, String text, boolean first) {
        Map<String, Object> delta = new LinkedHashMap<>();
        if (first) {
            delta.put("role", "assistant");
        }
        delta.put("content", text);
        return part(index, delta, null);
    }

    @Override
    public Map<String, Object> ending(int index, String finish) {
        return part(index, Map.of(), finish);
    }

    private static Map<String, Object> part(int index, Map<String, Object> delta, @Nullable String finish) {
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("index", index);
        choice.put("delta", delta);
        choice.put("logprobs", null);
        choice.put("finish_reason", finish);
        return Json.map(choice);
    }
}
