// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.ModelConfig;
import org.attune.config.WritingConfig;
import org.attune.data.Row;
import org.attune.data.Table;
import org.attune.eval.Bootstrap;
import org.attune.eval.Evaluation;
import org.attune.eval.EvaluationReport;
import org.attune.eval.FrozenHead;
import org.attune.eval.Metric;
import org.attune.eval.ProxyDistance;
import org.attune.eval.SplitEvaluation;
import org.attune.eval.Written;
import org.attune.method.Method.Predictor;
import org.attune.model.Base;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.nn.Pass;
import org.attune.problem.InputException;
import org.attune.task.Answered;
import org.attune.task.Encoded;
import org.attune.task.FileColumns;
import org.attune.task.SavedTask;
import org.attune.task.Task;
import org.attune.tensor.Engine;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;

/**
 * A tuned model, loaded to be asked. Open it and close it on the same thread; between, any thread may ask.
 */
public final class TunedModel implements AutoCloseable {

    private static final long SEED = 13;

    private final Scope scope;
    private final Base base;
    private final Model model;
    private final SavedTask saved;

    private TunedModel(Scope scope, Base base, Model model, SavedTask saved) {
        this.scope = scope;
        this.base = base;
        this.model = model;
        this.saved = saved;
    }

    /**
     * @param model a run directory, a Hugging Face directory with a head, {@code builtin:NAME} or {@code hf:…}
     * @throws InputException for a model that has no head, and for everything that is wrong with it
     */
    @SuppressWarnings("MustBeClosedChecker") // closed by close(), or here where opening fails
    public static TunedModel open(String model) {
        return open(model, Optional.empty());
    }

    /** @param asked of a language model in {@link #evaluate}; empty: what it was asked in its run */
    @SuppressWarnings("MustBeClosedChecker") // as above
    public static TunedModel open(String model, Optional<WritingConfig> asked) {
        Engine.setThreads(Engine.allThreads());
        Base base = ModelImport.open(ModelConfig.of(model));
        SavedTask saved = SavedTask.of(base, asked);
        Scope scope = Scope.open();
        boolean opened = false;
        try {
            Model built = base.build(saved.task().head(), Placement.cpu(Precision.FP32), SEED);
            opened = true;
            return new TunedModel(scope, base, built, saved);
        } finally {
            if (!opened) {
                scope.close();
            }
        }
    }

    public Base base() {
        return base;
    }

    public Task task() {
        return saved.task();
    }

    /** What the model answers for one text. */
    public Answered predict(String text) {
        return predict(List.of(text)).get(0);
    }

    /** What the model answers for each text, in their order. */
    public List<Answered> predict(List<String> texts) {
        return answer(rows(Map.of(saved.column("text"), texts), texts.size()));
    }

    /** What the model answers for pairs of texts. */
    public List<Answered> predict(List<String> texts, List<String> pairs) {
        return answer(rows(Map.of(saved.column("text"), texts, saved.column("text_pair"), pairs), texts.size()));
    }

    /** A tag for each word of each sentence. */
    public List<Answered> tag(List<List<String>> sentences) {
        return answer(rows(Map.of(saved.column("tokens"), sentences), sentences.size()));
    }

    /** What the model answers for rows that say nothing of what is true. */
    public List<Answered> answer(List<Row> rows) {
        return answer(rows, false);
    }

    /** What the model answers for rows of a file; {@code labelled}: beside what is true. */
    public List<Answered> answer(List<Row> rows, boolean labelled) {
        Encoded data = task().encode(rows, labelled);
        return task().answers(data, Evaluation.outputs(predictor(), data.examples()));
    }

    /** Labelled rows of files that have the columns of the training data. */
    public Table read(List<String> files) {
        return read(files, Map.of(), true);
    }

    /**
     * Rows of files, with the names of columns that the model was tuned on.
     *
     * @param columns of the files by role ({@code text text_pair label tokens tags}), where they are named otherwise; 0-based
     *     positions where the files have no header row
     * @param labelled whether the files must have the column that says what is true
     * @throws InputException with every column that is not there, and everything else that is wrong with the files
     */
    public Table read(List<String> files, Map<String, String> columns, boolean labelled) {
        return FileColumns.of(saved, columns, labelled, FileColumns.OPTION).read(files);
    }

    /** Metrics with intervals on labelled rows. */
    public EvaluationReport evaluate(List<Row> rows) {
        Encoded data = task().encode(rows, true);
        SplitEvaluation measured = Evaluation.measure(
                task().scores(data, Evaluation.outputs(predictor(), data.examples())),
                task().labels().names(),
                Bootstrap.of(SEED));
        SplitEvaluation all = Written.beside(measured, model, task(), data, Bootstrap.of(SEED));
        return EvaluationReport.of(Map.of("data", all), Map.of());
    }

    /**
     * Metrics as {@link #evaluate(List)}, and how far the rows are from those of another domain by the model's states.
     *
     * @param beside rows of the other domain, which need no labels
     */
    public EvaluationReport evaluate(List<Row> rows, List<Row> beside) {
        EvaluationReport report = evaluate(rows);
        double apart = ProxyDistance.of(states(rows), states(beside), SEED);
        Map<String, SplitEvaluation> splits = new LinkedHashMap<>();
        report.splits()
                .forEach((name, split) -> splits.put(
                        name, split.with(SplitEvaluation.of(split.n(), Map.of(ProxyDistance.NAME, Metric.of(apart))))));
        return EvaluationReport.of(splits, report.baselines());
    }

    private float[][] states(List<Row> rows) {
        return FrozenHead.states(batch -> task().meanStates(model, batch), task().encode(rows, false));
    }

    @Override
    public void close() {
        base.close();
        scope.close();
    }

    private Predictor predictor() {
        return batch -> task().outputs(model, task().features(model, batch, Pass.evaluation()), batch);
    }

    private static List<Row> rows(Map<String, ? extends List<?>> columns, int size) {
        List<Row> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, ? extends List<?>> column : columns.entrySet()) {
                values.put(column.getKey(), column.getValue().get(i));
            }
            rows.add(new Row(i, "input", i + 1L, java.util.Collections.unmodifiableMap(values)));
        }
        return rows;
    }
}
