// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.launch.Launch;
import org.attune.report.CriterionRow;
import org.attune.report.RunFiles;
import org.attune.report.SplitResult;
import org.attune.run.RunStatus;

/**
 * What a search came to.
 *
 * @param best empty where no trial succeeded
 * @param finals the best configuration on its seeds
 */
public record SearchResults(SearchPlan plan, List<Trial> trials, Optional<Trial> best, List<FinalRun> finals) {

    /**
     * One run of the best configuration.
     *
     * @param metrics by split, then by name
     * @param passed whether every criterion of the recipe holds
     * @param message why there is no result; empty where there is one
     */
    public record FinalRun(
            String name, long seed, Map<String, Map<String, Double>> metrics, boolean passed, String message) {}

    public SearchResults {
        trials = List.copyOf(trials);
        finals = List.copyOf(finals);
    }

    static SearchResults of(SearchPlan plan, List<Trial> trials) {
        Optional<Trial> best = plan.best(trials);
        List<FinalRun> finals = new ArrayList<>();
        best.ifPresent(trial -> plan.finalSeeds()
                .forEach(seed -> finals.add(finalRun(Search.launch(plan, finalName(trial, seed)), seed))));
        return new SearchResults(plan, trials, best, finals);
    }

    static String finalName(Trial best, long seed) {
        return best.name() + "-seed-" + seed;
    }

    /** Whether all of it is there and every criterion holds. */
    public boolean isWhole() {
        return best.isPresent() && finals.stream().allMatch(run -> run.message().isEmpty() && run.passed());
    }

    private static FinalRun finalRun(Launch launch, long seed) {
        if (!launch.isDone()) {
            String said = RunStatus.of(launch.run()).map(RunStatus::message).orElse("");
            return new FinalRun(
                    launch.name(),
                    seed,
                    Map.of(),
                    false,
                    said.isEmpty() ? "did not succeed; see " + launch.log() : said);
        }
        RunFiles run = RunFiles.read(launch.run());
        Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
        run.evaluation().splits().forEach((split, result) -> metrics.put(split, values(result)));
        boolean passed = run.evaluation().require().stream().allMatch(CriterionRow::passed);
        return new FinalRun(launch.name(), seed, metrics, passed, "");
    }

    private static Map<String, Double> values(SplitResult split) {
        Map<String, Double> values = new LinkedHashMap<>();
        split.metrics().forEach((name, measure) -> values.put(name, measure.value()));
        return values;
    }

    /** Of the deciding metric on a split, by seed; those that have no result are left out. */
    public double[] bySeed(String split) {
        return finals.stream()
                .mapToDouble(run -> run.metrics().getOrDefault(split, Map.of()).getOrDefault(plan.metric(), Double.NaN))
                .filter(Double::isFinite)
                .toArray();
    }
}
