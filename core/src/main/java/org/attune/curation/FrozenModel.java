// SPDX-License-Identifier: Apache-2.0
package org.attune.curation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.RunPlan;
import org.attune.config.Node;
import org.attune.config.Recipe;
import org.attune.config.Source;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.data.TextColumns;
import org.attune.eval.FrozenHead;
import org.attune.model.Model;
import org.attune.model.ModelFacts;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.task.ClassScores;
import org.attune.task.Encoded;
import org.attune.task.Scores;
import org.attune.tensor.Engine;
import org.attune.tensor.Placement;
import org.attune.tensor.Scope;

/**
 * A model as it came, with labelled rows: what they are to it are the mean-pooled states of the frozen-head baseline. Open and close it
 * on the same thread.
 */
public final class FrozenModel implements AutoCloseable {

    private final Scope scope;
    private final RunPlan plan;
    private final Model model;

    private FrozenModel(Scope scope, RunPlan plan, Model model) {
        this.scope = scope;
        this.plan = plan;
        this.model = model;
    }

    /**
     * What is asked for.
     *
     * @param model a directory, {@code builtin:NAME}, {@code hf:…} or an .onnx file
     * @param columns role to column, as the user says
     * @param limit rows at most, a random sample where there are more
     */
    public record Asked(
            String model,
            String task,
            List<String> files,
            Map<String, String> columns,
            Optional<Integer> limit,
            long seed) {

        /** Of all rows, with one class each. */
        public static Asked classes(String model, List<String> files, Map<String, String> columns, long seed) {
            return new Asked(model, "text-classification", files, columns, Optional.empty(), seed);
        }

        private Recipe recipe() {
            Map<String, Object> named = new LinkedHashMap<>();
            columns.forEach((role, column) ->
                    named.put(role, column.matches("[0-9]{1,6}") ? (Object) Integer.valueOf(column) : column));
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("train", files);
            data.put("validation", "none");
            limit.ifPresent(most -> data.put("limit", most));
            if (!named.isEmpty()) {
                data.put("columns", named);
            }
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("model", model);
            tree.put("task", task);
            tree.put("data", data);
            tree.put("seed", seed);
            return Recipe.of(Node.of(tree, new Source(Source.Kind.OVERRIDE, "command line")));
        }
    }

    /**
     * Reads rows and model.
     *
     * @throws InputException with everything that is wrong with them, in the words of the command line; also where rows have several
     *     labels each
     */
    @SuppressWarnings("MustBeClosedChecker") // closed by close(), or here where opening fails
    public static FrozenModel open(Asked asked) {
        Engine.setThreads(Engine.allThreads());
        RunPlan plan = look(asked);
        Scope scope = Scope.open();
        boolean opened = false;
        try {
            refuseSets(plan);
            Placement placement = Placement.choose("auto", "fp32");
            Model model = plan.base().build(plan.task().head(), placement, asked.seed);
            opened = true;
            return new FrozenModel(scope, plan, model);
        } finally {
            if (!opened) {
                plan.close();
                scope.close();
            }
        }
    }

    public List<Row> rows() {
        return data().rows();
    }

    /** The classes, in the order of their numbers. */
    public List<String> classes() {
        return plan.task().labels().names();
    }

    /** The class of each row. */
    public int[] labels() {
        return ((ClassScores) truth()).labels();
    }

    /** The classes or the numbers of the rows, as scores whose answers say nothing. */
    public Scores truth() {
        return plan.task()
                .scores(
                        data(),
                        new float[data().examples().size()][plan.task().head().outputs()]);
    }

    /** The metric by which this task is judged. */
    public String metric() {
        return plan.metric();
    }

    public ModelFacts facts() {
        return ModelFacts.of(plan.base());
    }

    /** What was guessed and sampled. */
    public List<String> notes() {
        return plan.data().notes();
    }

    /** Mean-pooled states of the rows, {@code [rows][width]}. */
    public float[][] features() {
        return features(data());
    }

    /** The same of rows with the same columns that need no label. */
    public float[][] features(List<Row> rows) {
        return features(plan.task().encode(rows, false));
    }

    public TextColumns columns() {
        return new TextColumns(
                plan.task().inputs(),
                Optional.of(plan.data().columns().required("label")),
                plan.data().notes());
    }

    /** SHA-256 of the data by file. */
    public Map<String, String> hashes() {
        return plan.data().hashes();
    }

    /** SHA-256 of the model. */
    public String sha256() {
        return plan.base().sha256();
    }

    /** Rows of which something was cut off. */
    public long truncated() {
        return data().truncated();
    }

    @Override
    public void close() {
        plan.close();
        scope.close();
    }

    private Encoded data() {
        return plan.split(Dataset.TRAIN);
    }

    private float[][] features(Encoded encoded) {
        return FrozenHead.states(batch -> plan.task().meanStates(model, batch), encoded);
    }

    private static RunPlan look(Asked asked) {
        try {
            return RunPlan.look(asked.recipe());
        } catch (InputException e) {
            throw new InputException(
                    e.problems().stream().map(FrozenModel::asOption).toList());
        }
    }

    /** The recipe's keys are options here. */
    private static Problem asOption(Problem problem) {
        String where = problem.where()
                .replaceFirst("^data\\.columns\\.text_pair$", "--text-pair")
                .replaceFirst("^data\\.columns\\.(\\w+)$", "--$1")
                .replaceFirst("^data\\.train$", "FILE")
                .replaceFirst("^model(: |$)", "--model$1");
        String fix = problem.fix()
                .replace("data.columns.text_pair=", "--text-pair ")
                .replaceAll("data\\.columns\\.(\\w+)=", "--$1 ");
        return new Problem(problem.code(), where, problem.found(), problem.expected(), fix);
    }

    private static void refuseSets(RunPlan plan) {
        if (!List.of("single_label_classification", "regression")
                .contains(plan.task().problemType())) {
            throw new InputException(
                    "data.labels",
                    "--label",
                    "rows with several labels each",
                    "each row has one label here",
                    "name a column with one label a row: --label COLUMN");
        }
    }
}
