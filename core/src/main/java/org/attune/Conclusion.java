// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.distributed.Peers;
import org.attune.eval.Bootstrap;
import org.attune.eval.Evaluation;
import org.attune.eval.EvaluationJson;
import org.attune.eval.EvaluationReport;
import org.attune.eval.Finding;
import org.attune.eval.Prediction;
import org.attune.eval.PredictionWriter;
import org.attune.eval.Require;
import org.attune.eval.SplitEvaluation;
import org.attune.eval.Written;
import org.attune.export.ModelDirectory;
import org.attune.export.SavedHead;
import org.attune.method.Method;
import org.attune.model.Model;
import org.attune.optim.Optimizer;
import org.attune.report.HtmlReport;
import org.attune.report.ModelCard;
import org.attune.run.AtomicFile;
import org.attune.run.Hazard;
import org.attune.run.RunDirectory;
import org.attune.run.RunEvents;
import org.attune.run.RunEvents.Phase;
import org.attune.run.RunState;
import org.attune.task.Answered;
import org.attune.task.Encoded;
import org.attune.task.Task;
import org.attune.train.Checkpoints;
import org.attune.train.Folders;
import org.attune.train.TrainState;
import org.bytedeco.pytorch.Tensor;

/**
 * The end of a run: evaluation, predictions, the model, the report. Every file appears whole or not at all, and all of it can be
 * killed and done again with the same result.
 */
final class Conclusion {

    private static final String EVALUATION = "evaluation.json";
    private static final String PREDICTIONS = "predictions.jsonl";
    private static final String MODEL = "model";
    private static final String MODELS = "models";

    private final RunPlan plan;
    private final RunDirectory dir;
    private final Peers peers;
    private final RunEvents events;

    Conclusion(RunPlan plan, RunDirectory dir, Peers peers, RunEvents events) {
        this.plan = plan;
        this.dir = dir;
        this.peers = peers;
        this.events = events;
    }

    /** What a finished run said. */
    static RunResult read(RunDirectory dir) {
        return new RunResult(RunState.SUCCEEDED, dir.path(), EvaluationJson.read(dir.resolve(EVALUATION)));
    }

    /** The result, which the first peer writes; to another one it is known by its run directory alone. */
    RunResult write(TrainState state, Method method, Model model, StepEvaluation before) {
        events.phase(Phase.EVALUATE, "evaluating step " + state.resultStep());
        Map<String, float[][]> outputs = outputs(method);
        if (!peers.writes()) {
            return new RunResult(RunState.SUCCEEDED, dir.path(), null);
        }
        Task task = tuned(outputs);
        EvaluationReport report = evaluate(task, model, outputs, before);
        List<Finding> findings = RunFindings.of(plan, dir, report);
        AtomicFile.write(dir.resolve(EVALUATION), EvaluationJson.text(report, findings));
        writePredictions(task, outputs);
        events.phase(Phase.EXPORT, "saving the model to " + dir.resolve(MODEL));
        writeModel(dir.resolve(MODEL), ModelCard.of(dir.path()), task, model);
        events.phase(Phase.REPORT, "writing " + dir.resolve("report.html"));
        HtmlReport.write(dir.path());
        dir.state(RunState.SUCCEEDED, "");
        findings.forEach(finding -> events.notice(RunFindings.notice(finding)));
        events.done(RunState.SUCCEEDED, "");
        return new RunResult(RunState.SUCCEEDED, dir.path(), report);
    }

    private Map<String, float[][]> outputs(Method method) {
        Map<String, float[][]> outputs = new LinkedHashMap<>();
        for (String split : List.of(Dataset.VALIDATION, Dataset.TEST)) {
            if (plan.has(split)) {
                outputs.put(
                        split,
                        Evaluation.outputs(method.predictor(), plan.split(split).examples(), peers));
            }
        }
        return outputs;
    }

    /** What is tuned is tuned on validation data: test data would flatter. */
    private Task tuned(Map<String, float[][]> outputs) {
        float[][] validation = outputs.get(Dataset.VALIDATION);
        return validation == null
                ? plan.task()
                : plan.task().tuned(plan.task().scores(plan.split(Dataset.VALIDATION), validation));
    }

    private EvaluationReport evaluate(Task task, Model model, Map<String, float[][]> outputs, StepEvaluation before) {
        Map<String, SplitEvaluation> splits = new LinkedHashMap<>();
        Bootstrap bootstrap = Bootstrap.of(plan.config().seed());
        outputs.forEach((split, said) -> {
            Encoded data = plan.split(split);
            SplitEvaluation measured =
                    Evaluation.measure(task.scores(data, said), task.labels().names(), bootstrap);
            splits.put(split, Written.beside(measured, model, task, data, bootstrap));
        });
        splits.putAll(before.retained().measure(bootstrap));
        EvaluationReport report = EvaluationReport.of(splits, before.baselines());
        return report.with(Require.of(plan.config().require()).evaluate(report));
    }

    private void writePredictions(Task task, Map<String, float[][]> outputs) {
        String split = plan.has(Dataset.TEST) ? Dataset.TEST : Dataset.VALIDATION;
        float[][] said = outputs.get(split);
        if (said == null) {
            return;
        }
        Path unfinished = dir.resolve(PREDICTIONS + ".unfinished");
        Encoded data = plan.split(split);
        List<Answered> answers = task.answers(data, said);
        try {
            try (PredictionWriter writer = new PredictionWriter(unfinished)) {
                for (int row = 0; row < answers.size(); row++) {
                    writer.write(prediction(task, data.rows().get(row), answers.get(row)));
                }
            }
            Files.move(unfinished, dir.resolve(PREDICTIONS), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw AtomicFile.failed(dir.resolve(PREDICTIONS), e);
        }
    }

    private Prediction prediction(Task task, Row row, Answered answered) {
        Map<String, Object> input = new LinkedHashMap<>();
        for (String column : task.inputs()) {
            Object value = row.value(column);
            input.put(column, value == null ? "" : value);
        }
        String id = plan.data()
                .columns()
                .column("id")
                .map(row::value)
                .map(String::valueOf)
                .orElse(String.valueOf(row.id()));
        float[] probabilities = answered.probabilities();
        return new Prediction(
                id,
                row.file(),
                row.line(),
                input,
                answered.truth(),
                answered.prediction(),
                probabilities == null
                        ? null
                        : new Prediction.Probabilities(task.labels().names(), probabilities));
    }

    /**
     * The models of the checkpoints that are kept, {@code models/step-000120}, where the recipe asks for them.
     *
     * @param tensors of the model and the optimiser, which every checkpoint overwrites
     * @return whether the model is another one now
     */
    boolean exportCheckpoints(Checkpoints checkpoints, Map<String, Tensor> tensors, Optimizer optimizer, Model model) {
        if (!plan.config().export().checkpoints()) {
            return false;
        }
        for (long step : checkpoints.steps()) {
            Path target = dir.resolve(MODELS).resolve(checkpoints.folder(step).getFileName());
            if (peers.writes() && !Files.exists(target)) {
                events.phase(Phase.EXPORT, "saving the model of step " + step + " to " + target);
                checkpoints.load(step, tensors);
                optimizer.restored();
                optimizer.exchange(); // the next one overwrites both, the weights and their average
                String card = "# " + dir.path().getFileName() + ", step " + step
                        + "\n\nA checkpoint on the way; the result of the run is `model/`, with its evaluation.\n";
                writeModel(target, card, plan.task(), model);
            }
        }
        return true;
    }

    private void writeModel(Path target, String card, Task task, Model model) {
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            Folders.delete(unfinished);
            Files.createDirectories(unfinished);
            AtomicFile.write(unfinished.resolve("README.md"), card);
            ModelDirectory.write(
                    unfinished, model, plan.base(), saved(task), plan.config().export());
            Hazard.at("conclude:model-written");
            Folders.delete(target);
            Files.move(unfinished, target);
            AtomicFile.forceFolder(unfinished.resolveSibling("."));
            Hazard.at("conclude:model-renamed");
        } catch (IOException e) {
            throw AtomicFile.failed(target, e);
        }
    }

    private SavedHead saved(Task task) {
        Map<String, Object> settings = new LinkedHashMap<>(task.settings());
        if (plan.base().texts() == null) {
            settings.put("columns", columns());
            return settings(task, settings);
        }
        settings.put("max_length", plan.maxLength());
        settings.put(
                "truncation", plan.config().data().length().truncation().name().toLowerCase(java.util.Locale.ROOT));
        settings.put("stride", plan.config().data().length().stride().orElse(0));
        settings.put("columns", columns());
        return settings(task, settings);
    }

    private static SavedHead settings(Task task, Map<String, Object> settings) {
        return new SavedHead(task.name(), task.problemType(), task.labels().names(), settings, task.files());
    }

    private Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        plan.data().columns().byRole().forEach((role, choice) -> columns.put(role, choice.column()));
        return columns;
    }

    void writeProvenance(Model model) {
        dir.writeRecipe(plan.recipe().resolved());
        dir.writeManifest(Provenance.of(plan, model));
    }
}
