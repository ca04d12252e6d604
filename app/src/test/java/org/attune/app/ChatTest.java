// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.LanguageModel;
import org.attune.app.Dialogue.Reply;
import org.attune.app.terminal.Console;
import org.attune.generate.Generated.Finish;
import org.attune.generate.Listener;
import org.attune.generate.Sampling;
import org.attune.problem.InputException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code attune chat}. */
@Tag("engine")
class ChatTest {

    @TempDir
    static Path folder;

    private static String model = "";

    @BeforeAll
    static void write() {
        model = TinyWriter.in(folder.resolve("chat"), true).toString();
    }

    private static Cli chat(String input, String... more) {
        List<String> all = new ArrayList<>(List.of("chat", model, "--max-new-tokens", "5"));
        all.addAll(List.of(more));
        return Cli.runWith(input, all.toArray(String[]::new));
    }

    @Test
    void each_line_is_answered_and_sees_what_was_said_before() {
        JsonNode messages =
                chat("one\n\ntwo\n", "--system", "brief", "--json").json().path("messages");

        assertThat(messages.values().stream().map(one -> one.path("role").stringValue()))
                .containsExactly("system", "user", "assistant", "user", "assistant");
        assertThat(messages.path(3).path("content").stringValue()).isEqualTo("two");
        Cli shown = chat("one\ntwo\n", "--system", "brief");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .isEqualTo(messages.path(2).path("content").stringValue() + "\n"
                        + messages.path(4).path("content").stringValue() + "\n");
        assertThat(shown.err()).contains("cut off at 5 tokens; --max-new-tokens allows more");
    }

    @Test
    void reset_begins_anew_and_exit_ends() {
        String once = chat("one\n", "--quiet").out();
        assertThat(chat("zero\n/reset\none\n/exit\ntwo\n", "--quiet", "--json")
                                .json()
                                .path("messages")
                                .path(1)
                                .path("content")
                                .stringValue()
                        + "\n")
                .isEqualTo(once);
        assertThat(chat("").out()).isEmpty();
    }

    @Test
    void a_model_without_a_template_has_no_conversations() {
        Path plain = TinyWriter.in(folder.resolve("plain"), false);
        Cli wrong = Cli.runWith("one\n", "chat", plain.toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("the model has no chat template", "attune generate");
    }

    @Test
    void the_oldest_messages_are_left_out_where_there_is_no_room_for_them() {
        try (LanguageModel language = LanguageModel.open(model)) {
            Dialogue dialogue = new Dialogue(language, Sampling.greedy(8), "brief");
            Reply reply = dialogue.answer("x".repeat(40), Listener.NONE);
            assertThat(reply.forgotten()).isZero();

            assertThat(dialogue.answer("y".repeat(90), Listener.NONE).forgotten())
                    .isEqualTo(2);

            assertThat(dialogue.document()).hasSize(3);
            assertThatThrownBy(() -> dialogue.answer("z".repeat(300), Listener.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("positions");
            assertThat(dialogue.document()).as("what was refused was not said").hasSize(3);
        }
    }

    @Test
    void ctrl_c_stops_the_answer_and_a_second_one_the_program() {
        List<Integer> halted = new ArrayList<>();
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        Console console = Cli.console("", sink, new ByteArrayOutputStream(), true);
        try (LanguageModel language = LanguageModel.open(model);
                AnswerStop stop = AnswerStop.deaf(console, halted::add)) {
            stop.begin();
            Reply reply = new Dialogue(language, Sampling.greedy(50), null).answer("one", new Listener() {
                @Override
                public void token(long row, int token, String text) {
                    stop.received();
                }

                @Override
                public boolean cancelled() {
                    return stop.stopped();
                }
            });
            stop.end();

            assertThat(reply.generated().finish()).isEqualTo(Finish.CANCELLED);
            assertThat(reply.generated().tokens()).hasSize(1);
            assertThat(halted).isEmpty();
            stop.received();
            assertThat(halted).containsExactly(130);
        }
        assertThat(sink.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
