// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.attune.nn.RotaryScaling;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Rotary frequencies of every scaling are the reference's; what is not known is refused by name. */
class RotarySettingsTest {

    private static final int POSITIONS = 256;

    private static JsonNode golden() {
        String file = Objects.requireNonNull(RotarySettingsTest.class.getResource("/golden/rotary/golden.json"))
                .getPath();
        return ModelJson.read(Path.of(file));
    }

    static List<String> scalings() {
        return golden().propertyNames().stream()
                .filter(name -> golden().path(name).has("frequencies"))
                .toList();
    }

    private static RotarySettings read(String config, Problems problems) {
        byte[] utf8 = config.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return RotarySettings.read(
                new ConfigFields("config.json", ModelJson.parse(utf8, "config.json"), problems), 8, POSITIONS);
    }

    private static RotarySettings read(String name) {
        Problems problems = new Problems();
        RotarySettings settings =
                read("{\"rope_parameters\": " + golden().path(name).path("rope_parameters") + "}", problems);
        problems.throwIfAny();
        return settings;
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void frequencies_and_amplitude_are_the_references(String name) {
        RotarySettings settings = read(name);
        double[] frequencies = settings.scaling().frequencies(settings.dim(), settings.theta());
        assertThat(frequencies).containsExactly(doubles(name, "frequencies"), within(1e-14));
        assertThat(settings.scaling().amplitude())
                .isCloseTo(golden().path(name).path("amplitude").doubleValue(), within(1e-14));
        double[] beyond = settings.scaling() instanceof RotaryScaling.LongRope rope
                ? rope.beyond().frequencies(settings.dim(), settings.theta())
                : frequencies;
        assertThat(beyond).containsExactly(doubles(name, "beyond"), within(1e-14));
    }

    @Test
    void every_scaling_of_the_reference_is_among_them() {
        assertThat(scalings())
                .extracting(name -> golden().path(name)
                        .path("rope_parameters")
                        .path("rope_type")
                        .stringValue())
                .contains("default", "linear", "dynamic", "llama3", "yarn", "longrope");
    }

    private static double[] doubles(String name, String key) {
        return golden().path(name).path(key).values().stream()
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    @Test
    void the_older_form_with_theta_outside_is_the_newer() {
        Problems problems = new Problems();
        RotarySettings older =
                read("{\"rope_theta\": 500.0, \"rope_scaling\": {\"type\": \"linear\", \"factor\": 2.0}}", problems);
        assertThat(older).isEqualTo(new RotarySettings(8, 500, new RotaryScaling.Linear(2)));
        assertThat(read("{\"rope_scaling\": null, \"rope_theta\": 500.0}", problems))
                .isEqualTo(new RotarySettings(8, 500, RotaryScaling.none()));
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rope_type\": \"mrope\"} | rope_type",
                "{\"rope_type\": \"proportional\"} | rope_type",
                "{\"rope_type\": \"default\", \"mrope_section\": [1, 2]} | mrope_section",
                "{\"rope_type\": \"default\", \"partial_rotary_factor\": 0.5} | partial_rotary_factor",
                "{\"rope_type\": \"linear\"} | factor",
                "{\"rope_type\": \"longrope\", \"long_factor\": [1, 1, 1, 1], \"factor\": 2.0} | short_factor",
                "{\"full_attention\": {\"rope_type\": \"default\"}} | full_attention",
                "{\"rope_type\": \"llama3\", \"factor\": 8.0, \"low_freq_factor\": 4.0, \"high_freq_factor\": 1.0} | high_freq_factor"
            })
    void what_is_not_known_or_not_possible_is_refused_by_name(String parameters, String key) {
        Problems problems = new Problems();
        RotarySettings read = read("{\"rope_parameters\": " + parameters + "}", problems);
        assertThat(read.dim()).isEqualTo(8);
        assertThat(problems.list()).extracting(Problem::where).containsExactly("config.json: rope_parameters: " + key);
    }

    @Test
    @Tag("engine")
    void a_rows_own_length_decides_where_the_frequencies_depend_on_it() {
        try (Scope scope = Scope.open()) {
            RotarySettings settings = read("longrope");
            Placement placement = Placement.cpu(Precision.FP64);
            Tensor ids = Tensors.of(new long[2 * 80], 2, 80);
            double[] mask = new double[2 * 80];
            java.util.Arrays.fill(mask, 0, 64, 1); // as long as in the pre-training
            java.util.Arrays.fill(mask, 80, 145, 1); // one longer
            TokenInputs both = new TokenInputs(ids, null, Tensors.of(mask, 2, 80));
            Tensor x = Tensors.of(new double[2 * 80 * 8], 2, 1, 80, 8).add(Tensors.scalar(1));

            Tensor turned = settings.tables(both, placement).apply(x);

            Tensor first = settings.tables(new TokenInputs(ids.narrow(1, 0, 64), null, null), placement)
                    .apply(x.narrow(2, 0, 64));
            Tensor second =
                    settings.tables(new TokenInputs(ids, null, null), placement).apply(x);
            assertThat(Golden.difference(turned.select(0, 0).narrow(1, 0, 64), first.select(0, 0), null))
                    .isZero();
            assertThat(Golden.difference(turned.select(0, 1), second.select(0, 1), null))
                    .isZero();
            assertThat(Golden.difference(turned.select(0, 0), turned.select(0, 1), null))
                    .isGreaterThan(0.1);
        }
    }
}
