// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.launch.Ended;
import org.attune.launch.Launch;
import org.attune.launch.Launcher;
import org.attune.problem.WorkException;
import org.attune.run.AtomicFile;

/**
 * One search. Read top to bottom: trials until there are as many as asked for, the best configuration again on its seeds, what it came
 * to. What is done is never done again, so that an interrupted search is continued by the same call.
 */
public final class Search implements AutoCloseable {

    /** Ctrl-C and SIGTERM: the run goes on where it is started again. What was killed (for want of memory, say) failed. */
    private static final Set<Integer> INTERRUPTED = Set.of(130, 143);

    /** How often runs at work are looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SearchPlan plan;
    private final Study study;
    private final Suggestions suggestions;
    private final SearchEvents events;
    private final Launcher launcher;
    private final Map<Launch, Trial> atWork = new LinkedHashMap<>();

    private Search(SearchPlan plan, Study study, List<Trial> warm, List<String> command, SearchEvents events) {
        SearchSettings settings = plan.settings();
        this.plan = plan;
        this.study = study;
        this.suggestions = new Suggestions(
                plan.space(), Samplers.named(settings.sampler()), settings.seed(), plan.maximise(), warm);
        this.events = events;
        this.launcher = new Launcher(command);
    }

    /**
     * @param warm trials of an earlier study
     * @param command that runs one recipe, whose path is put behind it, and ends with 0 where the run succeeded
     */
    public static SearchResults run(
            SearchPlan plan, Study study, List<Trial> warm, List<String> command, SearchEvents events) {
        try (Search search = new Search(plan, study, warm, command, events)) {
            search.trials();
            Optional<Trial> best = plan.best(study.trials());
            best.ifPresent(search::again);
            SearchResults results = SearchResults.of(plan, study.trials());
            write(results);
            return results;
        }
    }

    private void trials() {
        Deque<Trial> open = new ArrayDeque<>(
                study.trials().stream().filter(trial -> trial.state().isOpen()).toList());
        while (true) {
            while (launcher.running() < plan.settings().parallel()) {
                Optional<Trial> next = open.isEmpty() ? next() : Optional.of(open.remove());
                if (next.isEmpty()) {
                    break;
                }
                start(next.get());
            }
            if (launcher.running() == 0) {
                return;
            }
            launcher.await(pruner().isNone() ? Launcher.FOREVER : LOOK).forEach(this::ended);
            List.copyOf(atWork.keySet()).forEach(this::look);
        }
    }

    private Pruner pruner() {
        return plan.settings().pruner();
    }

    /** A paused trial that should go on, or a new one; and where nothing came to its end, the best of those that paused. */
    private Optional<Trial> next() {
        List<Trial> trials = study.trials();
        Optional<Trial> next = pruner().revived(trials, plan.maximise()).or(this::suggested);
        if (next.isEmpty() && launcher.running() == 0 && plan.best(trials).isEmpty()) {
            next = plan.first(trials, Trial.State.PAUSED);
        }
        Optional<Trial> begun = next.map(trial -> trial.ended(Trial.State.RUNNING, 0, ""));
        begun.ifPresent(study::put);
        return begun;
    }

    private Optional<Trial> suggested() {
        List<Trial> trials = study.trials();
        if (trials.size() >= plan.settings().trials() || !events.another(trials)) {
            return Optional.empty();
        }
        return suggestions.next(trials).map(point -> Trial.begun(trials.size(), point));
    }

    private void start(Trial trial) {
        Launch launch = launch(plan, trial.name());
        atWork.put(launch, trial);
        events.started(trial);
        launcher.start(
                launch,
                TrialRecipes.at(plan.recipes().trial(trial), launch.run().toString()),
                "One trial of a search; repeat it with: " + launch.command());
    }

    static Launch launch(SearchPlan plan, String name) {
        Path home = plan.settings().output();
        return new Launch(name, home.resolve("runs").resolve(name), home);
    }

    /** Shows the pruner what a trial at work has come to; what is not worth going on is asked to end. */
    private void look(Launch launch) {
        Trial trial = atWork.get(launch);
        if (trial == null || pruner().isNone() || trial.state() != Trial.State.RUNNING) {
            return;
        }
        Trial judged = judged(trial, TrialCurve.of(launch, plan.metric()));
        atWork.put(launch, judged);
        if (judged.state() != Trial.State.RUNNING) {
            launcher.interrupt(launch);
        } else if (judged.curve().size() > trial.curve().size()) {
            study.put(judged);
        }
    }

    /** The trial up to the evaluation at which it ends, or with all of them. */
    private Trial judged(Trial trial, List<Trial.Measured> curve) {
        List<Trial> others = study.trials().stream()
                .filter(other -> other.number() != trial.number())
                .toList();
        Trial seen = trial;
        for (int n = trial.curve().size() + 1; n <= curve.size(); n++) {
            seen = trial.after(curve.subList(0, n), plan.maximise());
            Pruner.Verdict verdict = pruner().judge(seen, others, plan.maximise());
            if (verdict != Pruner.Verdict.GO_ON) {
                boolean pauses = verdict == Pruner.Verdict.PAUSE;
                return seen.ended(pauses ? Trial.State.PAUSED : Trial.State.PRUNED, 0, "");
            }
        }
        return seen;
    }

    /** A process that ended before anybody looked is judged as if somebody had: what comes of a trial does not depend on clocks. */
    private void ended(Ended ended) {
        Trial begun = atWork.remove(ended.launch());
        if (begun == null) {
            return;
        }
        Trial trial = begun.state() == Trial.State.RUNNING
                ? judged(begun, TrialCurve.of(ended.launch(), plan.metric()))
                : begun;
        if (trial.state() == Trial.State.RUNNING) {
            refuseInterruption(ended);
            boolean done = ended.code() == 0 && Double.isFinite(trial.value());
            String message = ended.code() == 0 ? "no finite " + plan.metric() : ended.message();
            trial = done ? trial.ended(Trial.State.DONE, ended.seconds(), "") : trial.failed(ended.seconds(), message);
        } else {
            trial = trial.ended(trial.state(), ended.seconds(), "");
        }
        study.put(trial);
        events.ended(trial);
    }

    private static void refuseInterruption(Ended ended) {
        if (INTERRUPTED.contains(ended.code())) {
            throw new WorkException(
                    "search.interrupted",
                    ended.launch().name(),
                    "its process was stopped from outside",
                    "a trial runs to its end",
                    "the same command goes on with it");
        }
    }

    /** The best configuration on several seeds; these runs alone see the test part, each once. */
    private void again(Trial best) {
        Deque<Long> seeds = new ArrayDeque<>(plan.finalSeeds());
        while (!seeds.isEmpty() || launcher.running() > 0) {
            while (!seeds.isEmpty() && launcher.running() < plan.settings().parallel()) {
                long seed = seeds.remove();
                Launch launch = launch(plan, SearchResults.finalName(best, seed));
                if (!launch.isDone()) {
                    events.finalStarted(best, seed);
                    launcher.start(
                            launch,
                            TrialRecipes.at(
                                    TrialRecipes.seeded(plan.recipes().winner(best), seed),
                                    launch.run().toString()),
                            "The best configuration of a search; repeat it with: " + launch.command());
                }
            }
            List<Ended> ended = launcher.running() > 0 ? launcher.await(Launcher.FOREVER) : new ArrayList<>();
            ended.forEach(Search::refuseInterruption);
        }
    }

    private static void write(SearchResults results) {
        Path output = results.plan().settings().output();
        try {
            Files.createDirectories(output.toAbsolutePath());
        } catch (IOException e) {
            throw AtomicFile.failed(output, e);
        }
        results.best()
                .ifPresent(best -> AtomicFile.write(
                        output.resolve("winner.yaml"),
                        "# The best of " + results.trials().size() + " trials of a search, "
                                + best.name() + "\n"
                                + results.plan().recipes().winner(best).yaml()));
        AtomicFile.write(output.resolve("results.json"), SearchResultsJson.text(results));
        AtomicFile.write(output.resolve("report.html"), SearchPage.of(results));
    }

    /** No process outlives the search. */
    @Override
    public void close() {
        launcher.close();
    }
}
