// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.attune.eval.Prediction;
import org.attune.task.Answer;
import org.junit.jupiter.api.Test;

class RecentPredictionsTest {

    private final RecentPredictions recent = new RecentPredictions();

    private void remember(String id, String text) {
        recent.remember("m", new Prediction(id, null, null, Map.of("text", text), null, new Answer.Label("a"), null));
    }

    @Test
    void a_prediction_is_found_with_its_input_as_json() {
        remember("one", "a \"text\"");
        assertThat(recent.find("one")).get().satisfies(found -> {
            assertThat(found.model()).isEqualTo("m");
            assertThat(found.input()).isEqualTo("{\"text\":\"a \\\"text\\\"\"}");
        });
        assertThat(recent.find("two")).isEmpty();
    }

    @Test
    void the_oldest_ones_are_forgotten_by_number() {
        for (int i = 0; i <= 20_000; i++) {
            remember("p" + i, "");
        }
        assertThat(recent.find("p0")).isEmpty();
        assertThat(recent.find("p1")).isPresent();
        assertThat(recent.find("p20000")).isPresent();
    }

    @Test
    void the_oldest_ones_are_forgotten_by_size_but_never_the_newest() {
        String tenMillion = "x".repeat(10_000_000);
        for (int i = 0; i < 4; i++) {
            remember("p" + i, tenMillion);
        }
        assertThat(recent.find("p0")).isEmpty();
        assertThat(recent.find("p1")).isPresent();
        remember("huge", tenMillion.repeat(4));
        assertThat(recent.find("p3")).isEmpty();
        assertThat(recent.find("huge")).isPresent();
    }
}
