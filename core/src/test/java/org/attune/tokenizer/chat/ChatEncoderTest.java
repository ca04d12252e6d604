// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.attune.problem.InputException;
import org.attune.tokenizer.TextTokenizer;
import org.attune.tokenizer.chat.ChatSamples.Placed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class ChatEncoderTest {

    private static final TextTokenizer TOKENIZER = Chats.tokenizer();

    /** Writes earlier turns without their thoughts, as several families of models do. */
    private static final String FORGETS = "{%- for m in messages %}{{- '<|im_start|>' + m.role + '\\n' }}"
            + "{%- if loop.last and m.role == 'assistant' %}{{- '(thought) ' }}{%- endif %}"
            + "{{- m.content + '<|im_end|>\\n' }}{%- endfor %}"
            + "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}";

    private static final Conversation FOUR = Chats.conversation("Peru?", "Lima.", "Norway?", "Oslo.");

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void a_turn_is_its_content_and_its_end_token() {
        assertThat(trained(Chats.TURNS, TrainOn.COMPLETION, FOUR)).isEqualTo("Oslo.<|im_end|>");
        assertThat(trained(Chats.TURNS, TrainOn.ASSISTANT, FOUR)).isEqualTo("Lima.<|im_end|>Oslo.<|im_end|>");
        assertThat(Chats.text(Chats.sample(encode(Chats.TURNS, TrainOn.ALL, FOUR)), false))
                .isEmpty();
    }

    @Test
    void each_token_knows_its_message() {
        ChatSample sample = Chats.sample(encode(Chats.TURNS, TrainOn.ASSISTANT, FOUR));
        for (int i = 0; i < sample.length(); i++) {
            String turn = sample.text().split("(?<=<\\|im_end\\|>\n)", -1)[sample.message()[i]];
            int begin = sample.text().indexOf(turn);
            assertThat(sample.start()[i]).isBetween(begin, begin + turn.length());
        }
        assertThat(Chats.roles(sample)).isEqualTo("user assistant");
    }

    @Test
    void a_turn_of_weight_zero_is_not_trained() {
        Conversation given = FOUR.withMessages(List.of(
                FOUR.messages().get(0),
                new Message("assistant", FOUR.messages().get(1).fields(), false),
                FOUR.messages().get(2),
                FOUR.messages().get(3)));
        assertThat(trained(Chats.TURNS, TrainOn.ASSISTANT, given)).isEqualTo("Oslo.<|im_end|>");
    }

    @Test
    void turns_that_a_template_rewrites_later_are_left_out_and_counted() {
        ChatResult result = encode(FORGETS, TrainOn.ASSISTANT, FOUR);
        assertThat(Chats.text(Chats.sample(result), true)).isEqualTo("(thought) Oslo.<|im_end|>");
        assertThat(result.findings()).containsExactly(ChatFinding.EARLIER_TURNS);
    }

    @Test
    void a_last_turn_that_cannot_be_found_refuses_the_row() {
        String template = Chats.TURNS.replace("assistant\\n' }}{%- endif %}", "assistant\\n<think>' }}{%- endif %}");
        assertThatThrownBy(() -> encode(template, TrainOn.COMPLETION, FOUR))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("chat.mask")
                .hasMessageContaining("chat.jsonl:1")
                .hasMessageContaining("template: FILE");
    }

    @Test
    void a_turn_without_an_end_token_is_reported() {
        String template = Chats.TURNS.replace("<|im_end|>", "");
        assertThat(encode(template, TrainOn.COMPLETION, FOUR).findings()).containsExactly(ChatFinding.NO_END_TOKEN);
        String outside = "{%- for m in messages %}{%- if m.role == 'assistant' %}{%- generation %}{{- m.content }}"
                + "{%- endgeneration %}{{- '</s>' }}{%- else %}{{- m.content }}{%- endif %}{%- endfor %}";
        assertThat(encode(outside, TrainOn.ASSISTANT, FOUR).findings()).contains(ChatFinding.NO_END_TOKEN);
    }

    @Test
    void a_template_without_a_prompt_trains_the_head_and_says_so() {
        String template = Chats.TURNS.replaceAll("\\{%- if add.*", "");
        ChatResult result = encode(template, TrainOn.COMPLETION, FOUR);
        assertThat(Chats.text(Chats.sample(result), true)).isEqualTo("<|im_start|>assistant\nOslo.<|im_end|>");
        assertThat(result.findings()).containsExactly(ChatFinding.HEADER_TRAINED);
    }

    @Test
    void a_template_that_leaves_out_calls_refuses_them_and_one_for_json_text_gets_it() {
        Conversation given = (Conversation) Chats.read(
                ChatFormat.SHAREGPT,
                "{'conversations': [{'from': 'human', 'value': 'a'}, {'from': 'function_call', 'value':"
                        + " '{#name#: #f#, #arguments#: {#x#: 1}}'}]}".replace("#", "\\\""));
        assertThat(trained(Chats.TURNS, TrainOn.COMPLETION, given)).isEqualTo("f{\"x\": 1}<|im_end|>");
        String text = Chats.TURNS.replace(
                "c.function.name + c.function.arguments | tojson", "c.function.name + c.function.arguments");
        assertThat(trained(text, TrainOn.COMPLETION, given)).isEqualTo("f{\"x\": 1}<|im_end|>");
        String none = Chats.TURNS.replaceAll("\\{%- for c.*?endfor %\\}", "");
        assertThatThrownBy(() -> encode(none, TrainOn.COMPLETION, given)).hasMessageContaining("chat.lost-call");
    }

    @Test
    void roles_that_the_template_refuses_are_a_problem_of_the_row() {
        String template = "{%- if messages[0].role == 'user' %}{{- raise_exception('no users') }}{%- endif %}";
        assertThatThrownBy(() -> encode(template, TrainOn.COMPLETION, FOUR))
                .hasMessageContaining("chat.refused")
                .hasMessageContaining("chat.jsonl:1")
                .hasMessageContaining("no users");
    }

    @Test
    void the_clock_stands_still_and_variables_of_a_row_come_first() {
        String template = "{{- strftime_now('%Y-%m-%d') + ' ' + mode }}" + Chats.TURNS;
        ChatSettings settings = new ChatSettings(TrainOn.ALL, 500, Overlong.ERROR, Chats.NOW, Map.of("mode", "recipe"));
        ChatEncoder encoder = new ChatEncoder(Chats.model(TOKENIZER, template), settings);
        assertThat(Chats.sample(encoder.encode(FOUR, "w")).text()).startsWith("2024-07-05 recipe<|im_start|>");
        Conversation own = new Conversation(FOUR.messages(), List.of(), List.of(), Map.of("mode", "row"), 3);
        assertThat(Chats.sample(encoder.encode(own, "w")).text()).startsWith("2024-07-05 row");
    }

    @Test
    void text_and_completions_need_no_template() {
        ChatSample text = Chats.sample(encode(null, TrainOn.COMPLETION, new PlainText("Lima is </s>")));
        assertThat(text.text()).isEqualTo("<s>Lima is </s></s>");
        assertThat(text.ids()[0]).isEqualTo(TOKENIZER.idOf("<s>").orElseThrow());
        assertThat(Chats.text(text, true)).isEqualTo("Lima is </s></s>");
        assertThat(IntStream.of(text.ids()).filter(TOKENIZER::isSpecial).count())
                .isEqualTo(2);
        PromptCompletion both = new PromptCompletion("Peru?", " Lima.");
        assertThat(trained(null, TrainOn.COMPLETION, both)).isEqualTo(" Lima.</s>");
        assertThat(trained(Chats.TURNS, TrainOn.COMPLETION, both)).isEqualTo(" Lima.<|im_end|>");
        assertThatThrownBy(() -> encode(null, TrainOn.COMPLETION, FOUR))
                .hasMessageContaining("chat.no-template")
                .hasMessageContaining("template: chatml");
    }

    @Test
    void bos_is_written_once() {
        ChatSample sample = Chats.sample(encode("{{- bos_token }}" + Chats.TURNS, TrainOn.COMPLETION, FOUR));
        int bos = TOKENIZER.idOf("<s>").orElseThrow();
        assertThat(IntStream.of(sample.ids()).filter(id -> id == bos).count()).isEqualTo(1);
        assertThat(sample.ids()[0]).isEqualTo(bos);
    }

    @Test
    void a_long_conversation_is_cut_left_out_or_refused() {
        int whole = Chats.sample(encode(Chats.TURNS, TrainOn.ASSISTANT, FOUR)).length();
        int half = Chats.sample(encode(Chats.TURNS, TrainOn.ASSISTANT, Chats.conversation("Norway?", "Oslo.")))
                .length();
        ChatResult right = fitted(Overlong.RIGHT, whole - 2);
        assertThat(Chats.sample(right).length()).isEqualTo(whole - 2);
        assertThat(right.findings()).containsExactly(ChatFinding.CUT_RIGHT);
        ChatResult left = fitted(Overlong.LEFT, whole - 2);
        assertThat(Chats.sample(left).text()).startsWith("<|im_start|>user\nNorway?");
        assertThat(left.findings()).containsExactly(ChatFinding.CUT_LEFT);
        assertThat(fitted(Overlong.LEFT, half - 1).sample()).isNull();
        assertThat(fitted(Overlong.DROP, whole - 1).findings()).containsExactly(ChatFinding.DROPPED_LONG);
        assertThat(fitted(Overlong.DROP, whole).findings()).isEmpty();
        assertThat(fitted(Overlong.RIGHT, 3).findings()).contains(ChatFinding.DROPPED_UNTRAINED);
        assertThatThrownBy(() -> fitted(Overlong.ERROR, whole - 1)).hasMessageContaining("chat.too-long");
    }

    @Test
    void all_problems_come_at_once_and_findings_are_counted() {
        ChatEncoder encoder = new ChatEncoder(Chats.model(TOKENIZER, FORGETS), Chats.settings(TrainOn.ASSISTANT));
        Placed good = new Placed(FOUR, "a:1");
        ChatSamples samples = ChatSamples.of(encoder, List.of(good, new Placed(FOUR, "a:2")));
        assertThat(samples.samples()).hasSize(2);
        assertThat(samples.notes())
                .singleElement()
                .asString()
                .startsWith("2 rows with earlier turns")
                .endsWith("(first: a:1)");
        ChatEncoder bare = new ChatEncoder(Chats.model(TOKENIZER, null), Chats.settings(TrainOn.ASSISTANT));
        assertThatThrownBy(() -> ChatSamples.of(bare, List.of(good, new Placed(FOUR, "a:2"))))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.problems()).hasSize(2));
        ChatSettings tight = new ChatSettings(TrainOn.ASSISTANT, 2, Overlong.DROP, Chats.NOW, Map.of());
        ChatEncoder none = new ChatEncoder(Chats.model(TOKENIZER, Chats.TURNS), tight);
        assertThatThrownBy(() -> ChatSamples.of(none, List.of(good))).hasMessageContaining("chat.nothing-left");
    }

    private static ChatResult fitted(Overlong overlong, int length) {
        ChatSettings settings = new ChatSettings(TrainOn.ASSISTANT, length, overlong, Chats.NOW, Map.of());
        return new ChatEncoder(Chats.model(TOKENIZER, Chats.TURNS), settings).encode(FOUR, "chat.jsonl:1");
    }

    private static ChatResult encode(@Nullable String template, TrainOn trainOn, ChatRow row) {
        return Chats.encode(TOKENIZER, template, trainOn, row);
    }

    private static String trained(@Nullable String template, TrainOn trainOn, ChatRow row) {
        return Chats.text(Chats.sample(encode(template, trainOn, row)), true);
    }
}
