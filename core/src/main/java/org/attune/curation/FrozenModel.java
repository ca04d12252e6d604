// SPDX-License-Identifier: Apache-2.0
package org.attune.curation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.attune.config.Node;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.config.Source;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.data.TextColumns;
import org.attune.eval.FrozenHead;
import org.attune.model.Base;
import org.attune.model.Model;
import org.attune.model.ModelFacts;
import org.attune.model.ModelImport;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.task.ClassScores;
import org.attune.task.Encoded;
import org.attune.task.Scores;
import org.attune.task.Task;
import org.attune.task.Tasks;
import org.attune.tensor.Engine;
import org.attune.tensor.Placement;
import org.attune.tensor.Scope;

/**
 * A model as it came, with labelled rows: what they are to it are the mean-pooled states of the frozen-head baseline. Open and close it
 * on the same thread.
 */
public final class FrozenModel implements AutoCloseable {

    private final Scope scope;
    private final Looked looked;
    private final Model model;
    /** Of whoever computes after this. */
    private final int threads;

    private FrozenModel(Scope scope, Looked looked, Model model, int threads) {
        this.threads = threads;
        this.scope = scope;
        this.looked = looked;
        this.model = model;
    }

    /** What is known before a weight is read. */
    private record Looked(Base base, Dataset data, Task task, Encoded rows) {

        static Looked at(RunConfig config) {
            Problems problems = new Problems();
            Base base = problems.collect(() -> ModelImport.open(config.model()));
            Dataset data = problems.collect(
                    () -> Dataset.open(config.data(), Tasks.roles(config.task()), config.seed(), null));
            boolean whole = false;
            try {
                problems.throwIfAny();
                Base opened = Objects.requireNonNull(base);
                Dataset read = Objects.requireNonNull(data);
                Task task = Tasks.create(
                        config, read, opened, Tasks.limit(config.data().length(), opened));
                Looked looked = new Looked(opened, read, task, task.encode(read.train(), true));
                whole = true;
                return looked;
            } finally {
                if (!whole && base != null) {
                    base.close();
                }
            }
        }
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
        Looked looked = look(asked);
        int threads = Engine.threads();
        Engine.setThreads(Engine.allThreads());
        Scope scope = Scope.open();
        boolean opened = false;
        try {
            refuseSets(looked.task);
            Placement placement = Placement.choose("auto", "fp32");
            Model model = looked.base.build(looked.task.head(), placement, asked.seed);
            opened = true;
            return new FrozenModel(scope, looked, model, threads);
        } finally {
            if (!opened) {
                looked.base.close();
                scope.close();
                Engine.setThreads(threads);
            }
        }
    }

    public List<Row> rows() {
        return data().rows();
    }

    /** The classes, in the order of their numbers. */
    public List<String> classes() {
        return looked.task.labels().names();
    }

    /** The class of each row. */
    public int[] labels() {
        return ((ClassScores) truth()).labels();
    }

    /** The classes or the numbers of the rows, as scores whose answers say nothing. */
    public Scores truth() {
        int outputs = looked.task.head().outputs();
        return looked.task.scores(data(), new float[data().examples().size()][outputs]);
    }

    /** The metric by which this task is judged. */
    public String metric() {
        return looked.task.metric();
    }

    public ModelFacts facts() {
        return ModelFacts.of(looked.base);
    }

    /** What was guessed and sampled. */
    public List<String> notes() {
        return looked.data.notes();
    }

    /** Mean-pooled states of the rows, {@code [rows][width]}. */
    public float[][] features() {
        return features(data());
    }

    /** The same of rows with the same columns that need no label. */
    public float[][] features(List<Row> rows) {
        return features(looked.task.encode(rows, false));
    }

    public TextColumns columns() {
        return new TextColumns(
                looked.task.inputs(), Optional.of(looked.data.columns().required("label")), looked.data.notes());
    }

    /** SHA-256 of the data by file. */
    public Map<String, String> hashes() {
        return looked.data.hashes();
    }

    /** SHA-256 of the model. */
    public String sha256() {
        return looked.base.sha256();
    }

    /** Rows of which something was cut off. */
    public long truncated() {
        return data().truncated();
    }

    @Override
    public void close() {
        looked.base.close();
        scope.close();
        Engine.setThreads(threads);
    }

    private Encoded data() {
        return looked.rows;
    }

    private float[][] features(Encoded encoded) {
        return FrozenHead.states(batch -> looked.task.meanStates(model, batch), encoded);
    }

    private static Looked look(Asked asked) {
        try {
            return Looked.at(asked.recipe().config());
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

    private static void refuseSets(Task task) {
        if (!List.of("single_label_classification", "regression").contains(task.problemType())) {
            throw new InputException(
                    "data.labels",
                    "--label",
                    "rows with several labels each",
                    "each row has one label here",
                    "name a column with one label a row: --label COLUMN");
        }
    }
}
