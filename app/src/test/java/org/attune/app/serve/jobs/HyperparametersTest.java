// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.JsonBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperparametersTest {

    /** Chat_finetuning_data_prep.ipynb of OpenAI's cookbook: min(25, 100 // n) and max(1, 25000 // n) about the usual three. */
    @ParameterizedTest
    @CsvSource({"1, 25", "4, 25", "10, 10", "33, 3", "34, 3", "1000, 3", "8333, 3", "8334, 2", "20000, 1", "900000, 1"})
    void auto_epochs_are_those_of_the_cookbook(long lines, int epochs) {
        assertThat(Hyperparameters.usualEpochs(lines)).isEqualTo(epochs);
    }

    @Test
    void what_is_auto_or_left_out_is_usual_and_what_is_said_holds() {
        assertThat(read("{}", 1000)).isEqualTo(new Hyperparameters(3, 16, 1));
        assertThat(read("{\"n_epochs\": \"auto\", \"batch_size\": null}", 50)).isEqualTo(new Hyperparameters(3, 5, 1));
        assertThat(read("{\"n_epochs\": 7, \"batch_size\": 256, \"learning_rate_multiplier\": 0.5}", 50))
                .isEqualTo(new Hyperparameters(7, 256, 0.5));
    }

    private static Hyperparameters read(String body, long lines) {
        return Hyperparameters.of(new JsonBody(Json.read(body)), lines);
    }
}
