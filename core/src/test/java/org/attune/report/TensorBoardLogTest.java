// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.problem.WorkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {

    private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_772_442_845L, 500_000_000);

    @TempDir
    Path temporary;

    /** Reads records as TensorFlow's RecordReader does and checks both sums of each; events as text, in order. */
    private static List<String> events(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<String> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] head = new byte[8];
            bytes.get(head);
            assertThat(bytes.getInt()).isEqualTo(EventRecord.masked(head, 8));
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong()];
            bytes.get(data);
            assertThat(bytes.getInt()).isEqualTo(EventRecord.masked(data, data.length));
            events.add(message(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN), 0));
        }
        return events;
    }

    /** Any message as {@code field:value ...}; fields 5, 7 and, inside of 5, 1 are messages themselves. */
    private static String message(ByteBuffer data, int depth) {
        StringBuilder text = new StringBuilder();
        while (data.hasRemaining()) {
            long tag = varint(data);
            int field = (int) (tag >>> 3);
            String value = switch ((int) (tag & 7)) {
                case 0 -> Long.toString(varint(data));
                case 1 -> String.format(Locale.ROOT, "%.1f", data.getDouble());
                case 5 -> Float.toString(data.getFloat());
                case 2 -> {
                    byte[] inner = new byte[(int) varint(data)];
                    data.get(inner);
                    boolean nested = (depth == 0 && (field == 5 || field == 7))
                            || (depth == 1 && inner.length > 0 && inner[0] == 10);
                    yield nested
                            ? "{" + message(ByteBuffer.wrap(inner).order(ByteOrder.LITTLE_ENDIAN), depth + 1) + "}"
                            : new String(inner, StandardCharsets.UTF_8);
                }
                default -> throw new AssertionError("wire type " + (tag & 7));
            };
            text.append(text.isEmpty() ? "" : " ").append(field).append(':').append(value);
        }
        return text.toString();
    }

    private static long varint(ByteBuffer data) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = data.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    @Test
    void the_sum_is_the_masked_castagnoli_sum() {
        // CRC-32C of "123456789" is E3069283 (RFC 3720, appendix B.4 has the polynomial)
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
        int sum = 0xE3069283;

        assertThat(EventRecord.masked(check, 9)).isEqualTo((sum >>> 15 | sum << 17) + 0xa282ead8);
    }

    @Test
    void scalars_are_written_with_step_time_and_name() throws IOException {
        Path file;
        try (TensorBoardLog log = TensorBoardLog.open(temporary, 1, CLOCK)) {
            log.step(300, 0.25, 2e-4);
            log.evaluation(300, "validation", Map.of("accuracy", 0.5));
            file = log.file();
        }

        assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.1772442845.");
        assertThat(events(file))
                .containsExactly(
                        "1:1772442845.5 3:brain.Event:2",
                        "1:1772442845.5 2:1 7:{1:1}",
                        "1:1772442845.5 2:300 5:{1:{1:train/loss 2:0.25}}",
                        "1:1772442845.5 2:300 5:{1:{1:train/learning_rate 2:2.0E-4}}",
                        "1:1772442845.5 2:300 5:{1:{1:eval/validation/accuracy 2:0.5}}");
    }

    @Test
    void a_resumed_run_writes_a_later_file_that_voids_the_steps_it_takes_again() throws IOException {
        Path first;
        Path second;
        try (TensorBoardLog log = TensorBoardLog.open(temporary, 1, CLOCK)) {
            first = log.file();
        }
        try (TensorBoardLog log = TensorBoardLog.open(temporary, 121, CLOCK)) {
            second = log.file();
        }

        assertThat(second.getFileName().toString())
                .isGreaterThan(first.getFileName().toString());
        assertThat(events(second).get(1)).isEqualTo("1:1772442845.5 2:121 7:{1:1}");
    }

    @Test
    void what_is_logged_is_in_the_file_before_the_log_is_closed() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.open(temporary, 1, CLOCK)) {
            log.step(1, Double.NaN, 1e-3);

            assertThat(events(log.file())).contains("1:1772442845.5 2:1 5:{1:{1:train/loss 2:NaN}}");
        }
    }

    @Test
    void a_finished_run_is_converted_whole() throws IOException {
        Path run = SampleRuns.copy("classification", temporary);
        List<String> events = events(TensorBoardLog.convert(run, temporary.resolve("tb")));

        assertThat(events).hasSize(2 + 2 * 105 + 3 * 3);
        try (Stream<Path> files = Files.list(temporary.resolve("tb"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_one_problem() throws IOException {
        Path file = SampleRuns.write(temporary, "taken", "");

        assertThatExceptionOfType(WorkException.class)
                .isThrownBy(() -> TensorBoardLog.open(file, 1))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo("tensorboard.write"));
    }
}
