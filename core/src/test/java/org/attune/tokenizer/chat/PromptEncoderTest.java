// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.attune.problem.InputException;
import org.attune.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A prompt is what stands before the answer in training, token by token. */
@Tag("engine")
class PromptEncoderTest {

    private final TextTokenizer tokenizer = Chats.tokenizer();

    private int[] beforeTheAnswer(@Nullable String template, ChatRow row) {
        ChatSample sample = Chats.sample(Chats.encode(tokenizer, template, TrainOn.COMPLETION, row));
        int first = IntStream.range(0, sample.length())
                .filter(i -> sample.trained()[i])
                .findFirst()
                .orElseThrow();
        return Arrays.copyOf(sample.ids(), first);
    }

    private int[] prompt(@Nullable String template, ChatRow question) {
        return new PromptEncoder(Chats.model(tokenizer, template)).encode(question, "the prompt");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, '{''messages'': [{''role'': ''user'', ''content'': ''one''}, {''role'': ''assistant'', ''content'': ''two''}]}'",
        "OPENAI, '{''messages'': [{''role'': ''system'', ''content'': ''s <|im_end|>''}, {''role'': ''user'', ''content'': ''a''},"
                + " {''role'': ''assistant'', ''content'': ''b''}, {''role'': ''user'', ''content'': ''c''},"
                + " {''role'': ''assistant'', ''content'': ''d''}]}'",
        "SHAREGPT, '{''conversations'': [{''from'': ''human'', ''value'': ''one''}, {''from'': ''gpt'', ''value'': ''two''}],"
                + " ''system'': ''be brief''}'",
        "ALPACA, '{''instruction'': ''sort'', ''input'': ''b a'', ''output'': ''a b''}'",
        "PROMPT_COMPLETION, '{''prompt'': ''one </s>'', ''completion'': ''two''}'",
        "PROMPT_COMPLETION, '{''prompt'': [{''role'': ''user'', ''content'': ''one''}],"
                + " ''completion'': [{''role'': ''assistant'', ''content'': ''two''}]}'"
    })
    void a_conversation_is_prompted_as_in_training(ChatFormat format, String row) {
        ChatRow question = new QuestionReader(format, ChatColumns.usual()).read(Chats.row(row), "chat.jsonl:1");

        assertThat(prompt(Chats.TURNS, question))
                .containsExactly(beforeTheAnswer(Chats.TURNS, Chats.read(format, row)));
    }

    @Test
    void whoever_asks_a_model_tells_its_template_the_time() {
        ChatModel model = Chats.model(tokenizer, "{{- strftime_now('%Y') }}" + Chats.TURNS);
        ChatRow question = new PromptCompletion("one", "");

        assertThat(new PromptEncoder(model, LocalDateTime.of(2031, 5, 6, 7, 8)).encode(question, "the prompt"))
                .isNotEqualTo(new PromptEncoder(model).encode(question, "the prompt"))
                .isEqualTo(new PromptEncoder(model, LocalDateTime.of(2031, 1, 1, 0, 0)).encode(question, "the prompt"));
    }

    @Test
    void without_a_template_a_prompt_is_its_text_as_in_training() {
        String row = "{'prompt': 'one two', 'completion': ' three'}";
        ChatRow question = new QuestionReader(ChatFormat.PROMPT_COMPLETION, ChatColumns.usual())
                .read(Chats.row("{'prompt': 'one two'}"), "row");

        assertThat(prompt(null, question))
                .containsExactly(beforeTheAnswer(null, Chats.read(ChatFormat.PROMPT_COMPLETION, row)));
        assertThat(prompt(null, new PlainText("one two"))).containsExactly(prompt(null, question));
    }

    @Test
    void a_conversation_that_waits_for_an_answer_is_kept_whole() {
        QuestionReader reader = new QuestionReader(ChatFormat.OPENAI, ChatColumns.usual());
        String waiting = "{'messages': [{'role': 'user', 'content': 'a'}, {'role': 'assistant', 'content': 'b'},"
                + " {'role': 'user', 'content': 'c'}]}";

        Conversation read = (Conversation) reader.read(Chats.row(waiting), "row");

        assertThat(read.messages()).hasSize(3);
        assertThatThrownBy(() -> reader.read(Chats.row("{'messages': [{'role': 'assistant', 'content': 'b'}]}"), "row"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nothing that an answer could follow");
    }

    @Test
    void questions_are_recognised_without_the_columns_of_answers() {
        ChatColumns usual = ChatColumns.usual();
        assertThat(ChatFormat.ofQuestions(List.of("prompt"), List.of(Map.of("prompt", "a")), usual, "f"))
                .isEqualTo(ChatFormat.PROMPT_COMPLETION);
        assertThat(ChatFormat.ofQuestions(List.of("instruction"), List.of(Map.of("instruction", "a")), usual, "f"))
                .isEqualTo(ChatFormat.ALPACA);
        assertThat(ChatFormat.ofQuestions(List.of("text"), List.of(Map.of("text", "a")), usual, "f"))
                .isEqualTo(ChatFormat.TEXT);
        assertThatThrownBy(() -> ChatFormat.ofQuestions(List.of("a", "b"), List.of(Map.of("a", "x")), usual, "f"))
                .hasMessageContaining("the columns a, b");
    }

    @Test
    void a_template_that_refuses_and_one_that_is_missing_are_named() {
        Conversation question = Conversation.of(List.of(Message.of("user", "one")));
        assertThatThrownBy(() -> prompt("{{ raise_exception('never') }}", question))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the prompt")
                .hasMessageContaining("never");
        assertThatThrownBy(() -> prompt(null, question)).hasMessageContaining("the model has no chat template");
    }

    /** Also where the model's files name another token, as a base model's do. */
    @Test
    void an_answer_ends_with_the_token_that_the_template_writes_after_it() {
        int eos = tokenizer.idOf("</s>").orElseThrow();
        ModelTemplates templates = ModelTemplates.of(Chats.TURNS, null, "template");
        ChatModel model = new ChatModel(tokenizer, templates, Set.of(eos));

        assertThat(new PromptEncoder(model).endTokens())
                .containsExactlyInAnyOrder(eos, tokenizer.idOf("<|im_end|>").orElseThrow());
        assertThat(new PromptEncoder(model.with(null)).endTokens()).containsExactly(eos);
    }
}
