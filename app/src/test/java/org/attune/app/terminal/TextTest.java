// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @Test
    void columns_are_as_wide_as_their_widest_cell_and_lines_end_without_blanks() {
        List<String> lines = new TextTable("lr", "name", "n")
                .row("größe", "7")
                .row("x", "1234")
                .lines();
        assertThat(lines).containsExactly("name      n", "größe     7", "x      1234");
    }

    @ParameterizedTest
    @CsvSource({"0.92451, 0.9245", "-2, -2.0000", "0, 0.0000", "0.00001234, 1.23e-05", "123456, 1.23e+05"})
    void numbers_have_the_digits_that_people_read(double value, String text) {
        assertThat(Quantity.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, -", "873000000, 873 MB", "1500000000, 1.5 GB"})
    void bytes_have_a_unit(long bytes, String text) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-3, 0:00", "42.4, 0:42", "725, 12:05", "12000, 3:20:00"})
    void times_are_read_at_a_glance(double seconds, String text) {
        assertThat(Quantity.time(seconds)).isEqualTo(text);
    }

    @Test
    void no_color_and_dumb_terminals_switch_colours_off() {
        assertThat(Console.wantsColour(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Console.wantsColour(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
        assertThat(Console.wantsColour(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Console.wantsColour(Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void problems_are_plain_without_colour_and_marked_with_it() {
        Problem problem = new Problem("area.what", "file:3", "found", "rule", "fix");
        assertThat(said(false, List.of(problem))).isEqualTo(problem.text() + "\n");
        assertThat(said(true, List.of(problem, problem))).contains("\u001b[31;1mfile:3\u001b[0m: found", "2 problems");
    }

    private static String said(boolean colour, List<Problem> problems) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(err, false, StandardCharsets.UTF_8);
        ProblemText.say(new Console(InputStream.nullInputStream(), to, to, colour, colour, false), problems);
        return err.toString(StandardCharsets.UTF_8);
    }
}
