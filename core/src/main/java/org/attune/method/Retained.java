// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attune.config.ModelConfig;
import org.attune.config.RetainConfig;
import org.attune.config.RunConfig;
import org.attune.data.Table;
import org.attune.method.Method.Predictor;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.model.Wanted;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.task.Encoded;
import org.attune.task.FileColumns;
import org.attune.task.LogitsTask;
import org.attune.task.SavedTask;
import org.attune.task.Task;

/**
 * A task that a model was tuned for before: its head, which stays as it is, and rows of it. Opened, no weight read. Close it once nothing is
 * built from it any more.
 *
 * @param where the key of the recipe that names it
 * @param base whose head it is
 * @param data no rows where the recipe names no files
 * @param hashes SHA-256 of its files and of the model, by what they are
 */
public record Retained(String where, Base base, Task task, Encoded data, Map<String, String> hashes)
        implements AutoCloseable {

    /** @throws org.attune.problem.InputException with everything that is wrong with the model or the files */
    @SuppressWarnings("MustBeClosedChecker") // by who asks
    public static Retained open(String where, RetainConfig asked, RunConfig run) {
        ModelConfig model = asked.model().map(ModelConfig::of).orElse(run.model());
        Base base = ModelImport.open(model);
        boolean opened = false;
        try {
            SavedTask saved = SavedTask.of(base);
            Map<String, String> hashes = new LinkedHashMap<>();
            hashes.put(where + ".model", base.sha256());
            Encoded data = new Encoded(List.of(), List.of(), 0);
            if (!asked.data().isEmpty()) {
                FileColumns columns = FileColumns.of(saved, asked.columns(), true, role -> where + ".columns." + role);
                Table table = columns.read(asked.data());
                table.sha256ByFile().forEach((file, hash) -> hashes.put(where + " " + file, hash));
                if (saved.task().head().kind() == HeadRequest.Kind.IMAGE) {
                    hashes.put(where + " images", table.imagesSha256(saved.column("image")));
                }
                data = saved.task().encode(table.rows(), true);
            }
            opened = true;
            return new Retained(where, base, saved.task(), data, hashes);
        } finally {
            if (!opened) {
                base.close();
            }
        }
    }

    /** Adds what keeps its head from answering for a model that is tuned from another base. */
    public void check(Base tuned, Task task, Problems problems) {
        HeadRequest.Kind kind = this.task.head().kind();
        Optional<String> apart = apart(tuned);
        if (kind == HeadRequest.Kind.LANGUAGE && task.head().kind() != kind) {
            problems.add(
                    "retain.language",
                    where,
                    "a language model's task, in a run of " + task.name(),
                    "only a run of causal-lm keeps the layer that predicts words",
                    "leave it out, or name a model with a head for labels");
        } else if (kind == HeadRequest.Kind.LANGUAGE && !tuned.sha256().equals(base.sha256())) {
            problems.add(
                    "retain.model",
                    where + ".model: " + base.description(),
                    "another language model than the one that is tuned",
                    "a language model is measured against itself as it came",
                    "leave model out");
        } else if (base.adapter() != null) {
            problems.add(
                    "retain.adapter",
                    where + ".model: " + base.description(),
                    "the model is an adapter on another one",
                    "its head was learnt on a whole model, which is tuned now",
                    "merge it first: attune models merge " + base.description() + " --out DIR, and tune the result");
        } else if (!isComplete()) {
            problems.add(
                    "retain.untuned",
                    where + ".model: " + base.description(),
                    "it has no head for " + this.task.name(),
                    "the head of a task that is kept was tuned for it",
                    "tune one first: method: head learns it without a change of the model");
        } else if (apart.isPresent()) {
            problems.add(
                    "retain.body",
                    where + ".model: " + base.description(),
                    "what lies below its head is of another kind than " + tuned.description() + ": " + apart.get(),
                    "the head of a task that is kept was tuned on the model that is tuned now, or on a former state of it",
                    "start from that model, or name another one");
        }
    }

    /**
     * Adds what keeps its head from answering beside a new one, from the same states of the same rows.
     *
     * @param method for the message
     */
    public void checkBeside(String method, Base tuned, Task task, Problems problems) {
        if (!(task instanceof LogitsTask) || !(this.task instanceof LogitsTask)) {
            problems.add(
                    "retain.logits",
                    "method: " + method,
                    "with the task " + task.name(),
                    "two heads answer from the same states: classification, regression and tags have such",
                    "use method: ewc or l2-sp, which hold the weights themselves");
        } else if (this.task.head().kind() != task.head().kind() || pooling(base, this.task) != pooling(tuned, task)) {
            problems.add(
                    "retain.pooling",
                    where + ": " + base.description(),
                    "its head for " + this.task.name() + " takes other states than that of the run's " + task.name(),
                    "two heads answer from the same states",
                    "leave model.pooling as the former run had it, or use method: ewc");
        }
    }

    private static ModelConfig.Pooling pooling(Base base, Task task) {
        ModelConfig.Pooling asked = task.head().pooling();
        return asked == ModelConfig.Pooling.AUTO ? base.pooling() : asked;
    }

    private boolean isComplete() {
        Base.Plan plan = base.plan(task.head());
        return plan.parameters().stream().allMatch(wanted -> plan.stored().contains(wanted.name()));
    }

    /** A weight below the head that the tuned model does not have, or has otherwise; its table of words may have grown. */
    private Optional<String> apart(Base tuned) {
        String words = base.config().blueprint().names().words();
        Map<String, Wanted> there = body(tuned).stream().collect(Collectors.toMap(Wanted::name, Function.identity()));
        return body(base).stream()
                .filter(wanted -> !wanted.name().equals(words))
                .filter(wanted -> {
                    Wanted other = there.get(wanted.name());
                    return other == null || !other.shape().equals(wanted.shape());
                })
                .map(wanted -> wanted.name() + " " + wanted.shape())
                .findFirst();
    }

    private List<Wanted> body(Base of) {
        return of.plan(task.head()).parameters().stream()
                .filter(wanted -> of.config().blueprint().names().has(wanted.name()))
                .toList();
    }

    /** The tuned model with this head, now and as it learns; in the caller's scope. A language model has no other head than its own. */
    public Model on(Model tuned) {
        return task.head().kind() == HeadRequest.Kind.LANGUAGE ? tuned : base.headOn(tuned, task.head());
    }

    /** What a model that {@link #on} gave answers. */
    public Predictor predictor(Model model) {
        return batch -> task.outputs(model, task.features(model, batch, Pass.evaluation()), batch);
    }

    @Override
    public void close() {
        base.close();
    }
}
