// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.writing;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.attune.LanguageModel;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.Metrics;
import org.attune.app.serve.writing.CompletionForm.Token;
import org.attune.app.serve.writing.CompletionForm.Written;
import org.attune.generate.Generated;
import org.attune.generate.Generated.Finish;
import org.attune.generate.Listener;
import org.attune.tokenizer.TextTokenizer;

/** {@code POST /v1/chat/completions} and {@code POST /v1/completions}, as the real ones answer. */
public final class Completions implements Handler {

    private final Function<String, Writer> models;
    private final CompletionForm form;
    private final int mostBytes;
    private final Metrics metrics;

    private Completions(Function<String, Writer> models, CompletionForm form, int mostBytes, Metrics metrics) {
        this.models = models;
        this.form = form;
        this.mostBytes = mostBytes;
        this.metrics = metrics;
    }

    /** @param models by name; throws where there is none */
    public static Completions ofChats(Function<String, Writer> models, int mostBytes, Metrics metrics) {
        return new Completions(models, new ChatForm(), mostBytes, metrics);
    }

    /** @param models as above */
    public static Completions ofTexts(Function<String, Writer> models, int mostBytes, Metrics metrics) {
        return new Completions(models, new TextForm(), mostBytes, metrics);
    }

    @Override
    public void handle(Context call) throws IOException {
        JsonBody body = JsonBody.read(call, mostBytes);
        String name = body.text("model");
        Writer writer = models.apply(name);
        LanguageModel language = writer.language();
        CompletionRequest request = CompletionRequest.of(body, form, language);
        CompletionHead head = CompletionHead.of(form, name);
        List<Generated> texts = request.stream()
                ? new CompletionStream(form, head, request).write(writer, call)
                : writer.worker().ask(new Writer.Order(request.prompts(), request.sampling(), Listener.NONE));
        metrics.count("attune_generated_tokens_total", "model", name, tokens(texts));
        if (!request.stream()) {
            Map<String, Object> document = head.document(form.object(false), choices(request, texts, language));
            document.put("usage", usage(request, texts));
            call.contentType("application/json").result(Json.text(document));
        }
    }

    private List<Map<String, Object>> choices(
            CompletionRequest request, List<Generated> texts, LanguageModel language) {
        List<Map<String, Object>> choices = new ArrayList<>();
        for (Generated text : texts) {
            List<Token> tokens =
                    request.probabilities() ? tokens(text, language.base().tokenizer()) : null;
            choices.add(form.choice(new Written((int) text.id(), text, finish(text), tokens)));
        }
        return choices;
    }

    /** Without the one that ended the text, which has no text itself. */
    private static List<Token> tokens(Generated text, TextTokenizer tokenizer) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < text.tokens().length; i++) {
            if (!tokenizer.isSpecial(text.tokens()[i])) {
                tokens.add(new Token(tokenizer.decode(new int[] {text.tokens()[i]}), text.logProbabilities()[i]));
            }
        }
        return tokens;
    }

    static String finish(Generated text) {
        return text.finish() == Finish.STOP ? "stop" : "length";
    }

    static Map<String, Object> usage(CompletionRequest request, List<Generated> texts) {
        int prompt = request.promptTokens();
        int written = tokens(texts);
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("prompt_tokens", prompt);
        usage.put("completion_tokens", written);
        usage.put("total_tokens", prompt + written);
        return usage;
    }

    private static int tokens(List<Generated> texts) {
        return texts.stream().mapToInt(text -> text.tokens().length).sum();
    }
}
