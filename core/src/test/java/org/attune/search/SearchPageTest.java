// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.Recipe;
import org.attune.launch.Forecast;
import org.attune.run.Identity;
import org.attune.statistics.KeyedDraws;
import org.junit.jupiter.api.Test;

class SearchPageTest {

    private static SearchResults results(int trials) {
        Space space = Spaces.mixed();
        SearchSettings settings = new SearchSettings(
                Optional.of(space),
                20,
                "tpe",
                new NoPruner(),
                Optional.empty(),
                3,
                1,
                2,
                Optional.empty(),
                Path.of("searches", "a<b"));
        Recipe recipe = Recipe.fromYaml("{model: a, data: {train: b.csv}, seed: 3}");
        SearchPlan plan = new SearchPlan(
                recipe, settings, space, "accuracy", new Identity(Map.of(), Map.of(), ""), new Forecast(1, 1));
        List<Trial> all = new ArrayList<>();
        KeyedDraws draws = new KeyedDraws(1, 1);
        for (int i = 0; i < trials; i++) {
            Trial.State state = i == 3 ? Trial.State.FAILED : Trial.State.DONE;
            double value = i == 3 ? Double.NaN : (i * 7 % 20) / 20.0;
            all.add(new Trial(
                    i, RandomSampler.draw(space, draws), state, List.of(), value, 2, i == 3 ? "<not a number>" : ""));
        }
        List<SearchResults.FinalRun> finals = plan.best(all).isEmpty()
                ? List.of()
                : List.of(
                        new SearchResults.FinalRun("x", 3, Map.of("test", Map.of("accuracy", 0.5)), true, ""),
                        new SearchResults.FinalRun("y", 4, Map.of("test", Map.of("accuracy", 0.75)), true, ""));
        return new SearchResults(plan, all, plan.best(all), finals);
    }

    @Test
    void the_page_shows_how_the_search_went_and_what_matters() {
        SearchResults results = results(20);
        String page = SearchPage.of(results);
        assertThat(results.best().orElseThrow().value()).isEqualTo(0.95);
        assertThat(page)
                .contains("a&lt;b")
                .contains("&lt;not a number&gt;")
                .doesNotContain("<script")
                .contains("From trial to trial")
                .contains("in the end 0.95")
                .contains("19 lines over 6 axes")
                .contains("accuracy over training.learning_rate in 19 trials")
                .contains("several together")
                .contains("0.625"); // the mean over both seeds
    }

    @Test
    void without_a_trial_the_page_says_so() {
        assertThat(SearchPage.of(results(0)))
                .contains("No trial came to its end")
                .contains("Importances need 8 finished trials");
    }
}
