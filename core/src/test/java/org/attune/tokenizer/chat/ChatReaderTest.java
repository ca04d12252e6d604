// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChatReaderTest {

    /** A number as the data package has it: of a class that this package does not see. */
    private record Numeral(String written) {
        @Override
        public String toString() {
            return written;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "OPENAI; {'messages': [{'role': 'user', 'content': 'a'}]}",
                "OPENAI; {'conversations': [{'role': 'user', 'content': 'a'}]}",
                "SHAREGPT; {'conversations': [{'from': 'human', 'value': 'a'}], 'tools': ''}",
                "SHAREGPT; {'messages': [{'from': 'human', 'value': 'a'}]}",
                "ALPACA; {'instruction': 'a', 'input': '', 'output': 'b'}",
                "PROMPT_COMPLETION; {'prompt': 'a', 'completion': 'b', 'text': 'c'}",
                "TEXT; {'text': 'a', 'url': 'b'}"
            })
    void the_format_is_told_by_what_rows_hold(ChatFormat format, String row) {
        assertThat(recognise(Chats.row(row))).isEqualTo(format);
    }

    @Test
    void a_row_that_is_empty_in_a_column_says_nothing_about_it() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        rows.add(Chats.row("{'messages': null}"));
        rows.add(Chats.row("{'messages': [{'role': 'user', 'content': 'a'}]}"));
        assertThat(ChatFormat.recognise(List.of("messages"), rows, ChatColumns.usual(), "f"))
                .isEqualTo(ChatFormat.OPENAI);
    }

    @Test
    void unknown_columns_are_refused_with_what_is_read() {
        assertThatThrownBy(() -> recognise(Chats.row("{'title': 'a', 'body': 'b'}")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("title")
                .hasMessageContaining("columns: {prompt: question, completion: answer}");
    }

    @Test
    void named_columns_are_taken() {
        ChatColumns names = ChatColumns.of(Map.of("prompt", "question", "completion", "answer"), "data.columns");
        Map<String, @Nullable Object> row = Chats.row("{'question': 'a', 'answer': 'b'}");
        ChatFormat format = ChatFormat.recognise(row.keySet(), List.of(row), names, "gsm8k.jsonl");
        assertThat(new ChatReader(format, names).read(row, "gsm8k.jsonl:1")).isEqualTo(new PromptCompletion("a", "b"));
        assertThatThrownBy(() -> ChatColumns.of(Map.of("promt", "question"), "data.columns"))
                .hasMessageContaining("data.columns.promt")
                .hasMessageContaining("did you mean \"prompt\"?");
    }

    @Test
    void openai_messages_keep_their_fields_and_lose_their_weight() {
        Conversation read = (Conversation) Chats.read(
                ChatFormat.OPENAI,
                "{'messages': [{'role': 'system', 'content': 's'}, {'role': 'user', 'content': [{'type': 'text', 'text':"
                        + " 'a'}, {'type': 'text', 'text': 'b'}], 'name': 'Eve'}, {'role': 'assistant', 'content': 'c',"
                        + " 'weight': 0, 'reasoning_content': 'r'}, {'role': 'assistant', 'content': null, 'tool_calls':"
                        + " [{'id': 'x', 'type': 'function', 'function': {'name': 'f', 'arguments': '{\\'n\\': 1}'}}]}],"
                        + " 'tools': [{'name': 'f'}], 'parallel_tool_calls': false}".replace("\\'", "\\\""));
        assertThat(read.messages().get(1).fields())
                .containsEntry("content", "a\nb")
                .containsEntry("name", "Eve");
        assertThat(read.messages().get(2).trained()).isFalse();
        assertThat(read.messages().get(2).fields())
                .containsEntry("reasoning_content", "r")
                .doesNotContainKey("weight");
        assertThat(read.messages().get(3).fields()).doesNotContainKey("content");
        assertThat(read.messages().get(3).toolCalls())
                .isEqualTo(List.of(Map.of(
                        "id", "x", "type", "function", "function", Map.of("name", "f", "arguments", Map.of("n", 1)))));
        assertThat(read.tools()).isEqualTo(List.of(Map.of("type", "function", "function", Map.of("name", "f"))));
        assertThat(read.variables()).isEqualTo(Map.of("parallel_tool_calls", false));
        assertThat(read.completion()).isEqualTo(3);
    }

    @Test
    void numbers_of_another_class_are_read_as_they_are_written() {
        Map<String, @Nullable Object> message =
                Map.of("role", "assistant", "content", "c", "weight", new Numeral("0"), "score", new Numeral("1.5"));
        ChatRow row =
                new ChatReader(ChatFormat.OPENAI, ChatColumns.usual()).read(Map.of("messages", List.of(message)), "w");
        assertThat(((Conversation) row).messages().get(0).trained()).isFalse();
        assertThat(((Conversation) row).messages().get(0).fields()).containsEntry("score", 1.5);
    }

    @Test
    void sharegpt_turns_become_messages_and_calls() {
        Conversation read = (Conversation) Chats.read(
                ChatFormat.SHAREGPT,
                ("{'system': 'be kind', 'tools': '[{#name#: #f#}]', 'conversations': [{'from': 'human', 'value': 'a'},"
                                + " {'from': 'function_call', 'value': '{#name#: #f#, #arguments#: {#x#: [1]}}'},"
                                + " {'from': 'observation', 'value': '42'}, {'from': 'gpt', 'value': 'b'}]}")
                        .replace("#", "\\\""));
        assertThat(Chats.roles(read)).containsExactly("system", "user", "assistant", "tool", "assistant");
        assertThat(read.messages().get(2).toolCalls().toString())
                .isEqualTo("[{id=call00001, type=function, function={name=f, arguments={x=[1]}}}]");
        assertThat(read.messages().get(3).fields())
                .containsEntry("tool_call_id", "call00001")
                .containsEntry("name", "f");
        assertThat(read.tools()).isEqualTo(List.of(Map.of("type", "function", "function", Map.of("name", "f"))));
    }

    @Test
    void alpaca_rows_become_a_question_with_its_history() {
        Conversation read = (Conversation) Chats.read(
                ChatFormat.ALPACA,
                "{'instruction': 'Add', 'input': '1 2', 'output': '3', 'system': 's', 'history': [['q', 'a']]}");
        assertThat(Chats.roles(read)).containsExactly("system", "user", "assistant", "user", "assistant");
        assertThat(read.messages().get(3).content()).isEqualTo("Add\n1 2");
        assertThat(read.completion()).isEqualTo(4);
    }

    @Test
    void a_completion_may_be_messages_or_text() {
        assertThat(Chats.read(ChatFormat.PROMPT_COMPLETION, "{'prompt': 'a', 'completion': ' b'}"))
                .isEqualTo(new PromptCompletion("a", " b"));
        Conversation read = (Conversation) Chats.read(
                ChatFormat.PROMPT_COMPLETION,
                "{'prompt': [{'role': 'user', 'content': 'a'}], 'completion': [{'role': 'assistant', 'content': 'b'},"
                        + " {'role': 'user', 'content': 'c'}, {'role': 'assistant', 'content': 'd'}]}");
        assertThat(read.messages()).hasSize(4);
        assertThat(read.completion()).isEqualTo(1);
    }

    @Test
    void a_separate_prompt_goes_before_the_messages_unless_they_repeat_it() {
        String messages = "'messages': [{'role': 'user', 'content': 'a'}, {'role': 'assistant', 'content': 'b'}]}";
        assertThat(((Conversation) Chats.read(ChatFormat.OPENAI, "{'prompt': 'a ', " + messages)).messages())
                .hasSize(2);
        String answer = "'messages': [{'role': 'assistant', 'content': 'b'}]}";
        assertThat(Chats.roles((Conversation) Chats.read(ChatFormat.OPENAI, "{'prompt': 'a', " + answer)))
                .containsExactly("user", "assistant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "chat.role    | messages[0].role is \"usr\"      | [{'role': 'usr', 'content': 'a'}]",
                "chat.role    | messages[0].role is missing      | [{'content': 'a'}]",
                "chat.empty   | messages is empty                | []",
                "chat.field   | messages is \"no list\"          | 'no list'",
                "chat.field   | messages[0] is \"a\"             | ['a']",
                "chat.field   | messages[0].content is the value 7 | [{'role': 'user', 'content': 7}]",
                "chat.field   | messages[0].content is missing   | [{'role': 'user'}]",
                "chat.field   | a part of the type \"image_url\" | [{'role': 'user', 'content': [{'type': 'image_url'}]}]",
                "chat.no-assistant | no turn of the assistant    | [{'role': 'user', 'content': 'a'}]",
                "chat.weight  | messages[0].weight is the value 2 | [{'role': 'assistant', 'content': 'a', 'weight': 2}]",
                "chat.tool-call | tool_calls[0].arguments is \"{no\" | [{'role': 'assistant', 'tool_calls': [{'function':"
                        + " {'name': 'f', 'arguments': '{no'}}]}]",
                "chat.tool-call | names no function | [{'role': 'assistant', 'tool_calls': [{'function': {}}]}]"
            })
    void a_wrong_row_is_one_problem_that_names_the_field(String code, String found, String messages) {
        assertThatThrownBy(() -> Chats.read(ChatFormat.OPENAI, "{'messages': " + messages + "}"))
                .isInstanceOfSatisfying(InputException.class, e -> {
                    assertThat(e.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(code);
                        assertThat(problem.where()).isEqualTo("chat.jsonl:1");
                        assertThat(problem.found()).contains(found);
                    });
                });
    }

    @Test
    void a_wrong_row_of_another_format_names_its_field_too() {
        assertThatThrownBy(() -> Chats.read(ChatFormat.SHAREGPT, "{'conversations': [{'from': 'humn', 'value': 'a'}]}"))
                .hasMessageContaining("conversations[0].from is \"humn\"")
                .hasMessageContaining("did you mean \"human\"?");
        assertThatThrownBy(() -> Chats.read(
                        ChatFormat.SHAREGPT, "{'conversations': [{'from': 'function_call', 'value': 'f(x)'}]}"))
                .hasMessageContaining("chat.tool-call");
        assertThatThrownBy(() -> Chats.read(ChatFormat.ALPACA, "{'instruction': 'a', 'output': ''}"))
                .hasMessageContaining("output is empty");
        assertThatThrownBy(() -> Chats.read(ChatFormat.PROMPT_COMPLETION, "{'prompt': 'a', 'completion': 5}"))
                .hasMessageContaining("completion is the value 5");
        assertThatThrownBy(() -> Chats.read(ChatFormat.TEXT, "{'text': null}")).hasMessageContaining("text is missing");
    }

    private static ChatFormat recognise(Map<String, @Nullable Object> row) {
        return ChatFormat.recognise(row.keySet(), List.of(row), ChatColumns.usual(), "chat.jsonl");
    }
}
