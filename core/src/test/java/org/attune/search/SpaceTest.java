// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.config.MapNode;
import org.attune.config.Recipe;
import org.attune.config.Source;
import org.attune.statistics.KeyedDraws;
import org.junit.jupiter.api.Test;

class SpaceTest {

    private final Space space = Spaces.mixed();

    @Test
    void a_point_is_the_same_from_its_units_and_from_its_texts() {
        KeyedDraws draws = new KeyedDraws(4, 2);
        for (int i = 0; i < 300; i++) {
            Point point = RandomSampler.draw(space, draws);
            Point back = space.at(space.units(point));
            for (Parameter parameter : space.parameters()) {
                assertThat(back.has(parameter.path())).isEqualTo(point.has(parameter.path()));
                if (point.has(parameter.path())) {
                    double value = point.get(parameter.path());
                    assertThat(back.get(parameter.path())).isCloseTo(value, offset(1e-12 * Math.max(1, value)));
                }
            }
            assertThat(space.point(space.texts(point))).hasValue(point);
        }
    }

    @Test
    void a_condition_decides_whether_a_parameter_exists() {
        Point lora = space.at(new double[] {0.5, 0.5, 0.5, 0.5, 0.5});
        assertThat(lora.values().keySet()).contains("method.rank", "method.dropout");
        Point full = space.at(new double[] {0.5, 0.1, 0.5, 0.5, 0.5});
        assertThat(full.values().keySet()).doesNotContain("method.rank", "method.dropout");
        assertThat(space.with(space.parameters().get(2), 7).get("method.name")).isEqualTo(1);
        assertThat(space.with(space.parameters().get(2), 7).get("method.rank")).isEqualTo(7);
    }

    @Test
    void texts_that_are_no_point_of_a_space_are_none() {
        assertThat(space.point(Map.of())).isEmpty();
        Map<String, String> full = new LinkedHashMap<>(space.texts(space.at(new double[] {0.5, 0.1, 0.5, 0.5, 0.5})));
        assertThat(space.point(full)).isPresent();
        full.put("method.rank", "4");
        assertThat(space.point(full)).isEmpty();
        full.remove("method.rank");
        full.put("training.batch_size", "12");
        assertThat(space.point(full)).isEmpty();
        full.put("training.batch_size", "8.5");
        assertThat(space.point(full)).isEmpty();
    }

    @Test
    void whole_numbers_have_equal_parts_of_the_unit_interval() {
        Whole linear = new Whole(3, 6, false, 9);
        assertThat(List.of(linear.at(0), linear.at(0.249), linear.at(0.251), linear.at(1)))
                .containsExactly(3.0, 3.0, 4.0, 6.0);
        assertThat(linear.grid()).containsExactly(3.0, 4.0, 5.0, 6.0);
        Whole log = new Whole(1, 64, true, 3);
        assertThat(log.grid()).containsExactly(1.0, 6.0, 64.0);
        assertThat(log.unit(0.5)).isZero();
        assertThat(log.unit(64.5)).isEqualTo(1);
    }

    @Test
    void a_grid_has_every_combination_that_exists_once() {
        List<Point> grid = space.grid();
        // rates, then full and head without, and lora with ranks and dropouts, then batch sizes
        assertThat(grid).hasSize(3 * (2 + 4 * 2) * 4);
        assertThat(new HashSet<>(grid)).hasSize(grid.size());
        assertThat(Spaces.small().grid()).hasSize(6);
    }

    @Test
    void a_recipe_gets_the_values_of_a_point() {
        MapNode recipe = Recipe.fromYaml("{model: a, data: {train: b.csv}, method: full}")
                .tree();
        Point point = space.with(space.parameters().get(2), 16);
        Recipe made = Recipe.of(space.recipe(recipe, point, Source.resolved("a test")));
        assertThat(made.config().method().name()).isEqualTo("lora");
        assertThat(made.config().training().batchSize()).isEqualTo(10);
        assertThat(made.config().training().optimizer().learningRate()).hasValue(point.get("training.learning_rate"));
        assertThat(made.config().method().options().get("rank")).isPresent();
    }
}
