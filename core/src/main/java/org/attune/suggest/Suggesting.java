// SPDX-License-Identifier: Apache-2.0
package org.attune.suggest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.attune.curation.FrozenModel;
import org.attune.data.parts.Folds;
import org.attune.eval.Bootstrap;
import org.attune.eval.Evaluation;
import org.attune.eval.LogMe;
import org.attune.eval.Metric;
import org.attune.eval.NearestNeighbours;
import org.attune.eval.OutOfFold;
import org.attune.eval.SplitEvaluation;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.run.AtomicFile;
import org.attune.task.ClassScores;
import org.attune.task.Scores;
import org.attune.task.ValueScores;
import org.jspecify.annotations.Nullable;

/**
 * Ranks models for a data set by what their frozen features tell: LogME, nearest neighbours and a linear probe, the latter two by rows of
 * other folds. Every model sees the same rows in the same folds.
 */
public final class Suggesting {

    /** Whose rows have one label or one number each. */
    public static final List<String> TASKS = List.of("text-classification", "text-regression", "image-classification");

    public static final int DEFAULT_ROWS = 2000;
    public static final int FOLDS = 5;
    public static final int NEIGHBOURS = 5;

    private static final int LEAST_ROWS = 20;
    private static final int WARM_UP = 32;
    private static final OutOfFold.Heard NOBODY = (number, of) -> {};

    private final Asked asked;
    private final Consumer<String> told;
    private int @Nullable [] folds;

    private Suggesting(Asked asked, Consumer<String> told) {
        this.asked = asked;
        this.told = told;
    }

    /**
     * What is asked for.
     *
     * @param task one of {@link #TASKS}
     * @param columns role to column, as the user says
     * @param rows the most to look at; a random sample where there are more
     */
    public record Asked(
            List<Candidate> candidates,
            String task,
            List<String> files,
            Map<String, String> columns,
            int rows,
            long seed) {

        public Asked {
            candidates = List.copyOf(candidates);
            files = List.copyOf(files);
            columns = Map.copyOf(columns);
            Problems problems = new Problems();
            if (!TASKS.contains(task)) {
                problems.add(
                        "models.task",
                        "--task",
                        Problem.quote(task),
                        "models are ranked by one label or one number a row: " + String.join(", ", TASKS),
                        "leave it out, or name one of them");
            }
            if (rows < LEAST_ROWS) {
                problems.add(
                        "models.sample",
                        "--rows",
                        String.valueOf(rows),
                        "at least " + LEAST_ROWS + " rows are looked at",
                        "leave it out for " + DEFAULT_ROWS);
            }
            problems.throwIfAny();
        }

        private FrozenModel.Asked of(Candidate candidate) {
            return new FrozenModel.Asked(candidate.model(), task, files, columns, Optional.of(rows), seed);
        }
    }

    /**
     * @param told what is done now, for people
     * @throws InputException with everything that is wrong with the data or with a model that was named; where no model is left
     */
    public static Suggestions of(Asked asked, Consumer<String> told) {
        return new Suggesting(asked, told).all();
    }

    private Suggestions all() {
        Problems problems = new Problems();
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<Suggestion> models = new ArrayList<>();
        List<Suggestions> heads = new ArrayList<>();
        for (Candidate candidate : asked.candidates()) {
            told.accept("features by " + candidate.name());
            try (FrozenModel model = FrozenModel.open(asked.of(candidate))) {
                models.add(judge(candidate, model));
                heads.add(new Suggestions(
                        asked.task(), model.metric(), model.rows().size(), model.notes(), List.of(), Map.of()));
            } catch (InputException wrong) {
                if (candidate.named()) {
                    problems.addAll(wrong.problems());
                } else {
                    leftOut.put(candidate.name(), wrong.problems().get(0).found());
                }
            }
        }
        problems.throwIfAny();
        if (heads.isEmpty()) {
            throw new InputException(
                    "models.none",
                    "--model",
                    leftOut.isEmpty() ? "no model" : "none of the models at hand can be used: " + leftOut,
                    "there is a model to look at",
                    "name one: --model builtin:minilm");
        }
        Suggestions head = heads.get(0);
        return new Suggestions(
                head.task(), head.metric(), head.rows(), head.notes(), Suggestions.rank(models), leftOut);
    }

    private Suggestion judge(Candidate candidate, FrozenModel model) {
        int[] fold = folds(model);
        model.features(model.rows().subList(0, Math.min(WARM_UP, model.rows().size())));
        long begin = System.nanoTime();
        float[][] features = model.features();
        double rate = features.length / ((System.nanoTime() - begin) / 1e9);
        Scores truth = model.truth();
        double logMe;
        Metric neighbours;
        Metric probe;
        NearestNeighbours near = new NearestNeighbours(NEIGHBOURS);
        if (truth instanceof ClassScores classes) {
            int[] labels = classes.labels();
            int count = model.classes().size();
            logMe = LogMe.ofClasses(features, labels);
            neighbours = metric(model, features, OutOfFold.neighbours(near, labels, count), fold);
            probe = metric(model, features, OutOfFold.logistic(labels, count), fold);
        } else {
            double[] targets = ((ValueScores) truth).targets();
            logMe = LogMe.ofValues(features, targets);
            neighbours = metric(model, features, OutOfFold.neighbours(near, targets), fold);
            probe = metric(model, features, OutOfFold.ridge(targets), fold);
        }
        return new Suggestion(candidate.name(), 0, logMe, neighbours, probe, model.facts(), features[0].length, rate);
    }

    private Metric metric(FrozenModel model, float[][] features, OutOfFold.Learner learner, int[] fold) {
        float[][] answers = OutOfFold.answers(features, fold, FOLDS, learner, NOBODY);
        SplitEvaluation measured =
                Evaluation.measure(said(model.truth(), answers), model.classes(), Bootstrap.of(asked.seed()));
        return measured.metric(model.metric())
                .orElseThrow(() -> new InputException(
                        "data.constant",
                        "--label",
                        "the labels do not differ, or all answers are the same",
                        "there is something to tell apart: " + model.metric() + " is defined",
                        "check the column of the labels"));
    }

    private static Scores said(Scores truth, float[][] answers) {
        if (truth instanceof ClassScores classes) {
            return new ClassScores(classes.labels(), answers);
        }
        double[] values =
                Arrays.stream(answers).mapToDouble(answer -> answer[0]).toArray();
        return new ValueScores(((ValueScores) truth).targets(), values);
    }

    /** The same for every model: a function of the rows and of the seed. */
    private int[] folds(FrozenModel model) {
        int[] known = folds;
        if (known != null) {
            return known;
        }
        int[] strata = model.truth() instanceof ClassScores classes
                ? classes.labels()
                : new int[model.rows().size()];
        int[] made = cut(model, strata);
        if (made.length < LEAST_ROWS || Arrays.stream(made).distinct().count() < 2) {
            throw new InputException(
                    "data.too-few-rows",
                    String.join(", ", asked.files()),
                    made.length + " rows",
                    "rows are judged by rows of other folds: at least " + LEAST_ROWS + ", and not all alike",
                    "give more rows");
        }
        folds = made;
        return made;
    }

    /** Near duplicates share a fold, or neighbours would know the answer; images are known by their paths alone. */
    private int[] cut(FrozenModel model, int[] strata) {
        double near = asked.task().startsWith("text") ? 0.8 : 0;
        Path temporary = null;
        try {
            temporary = Files.createTempDirectory("attune");
            return new Folds(FOLDS, near, asked.seed()).of(model.rows(), strata, model.columns(), temporary);
        } catch (IOException e) {
            throw AtomicFile.failed(Path.of(System.getProperty("java.io.tmpdir")), e);
        } finally {
            delete(temporary);
        }
    }

    private static void delete(@Nullable Path folder) {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException left) {
                folder.toFile().deleteOnExit();
            }
        }
    }
}
