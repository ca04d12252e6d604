// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.data.Batch;
import org.attune.data.Dataset;
import org.attune.distributed.Peers;
import org.attune.eval.Baseline;
import org.attune.eval.Baselines;
import org.attune.eval.RetainedSuite;
import org.attune.method.Method;
import org.attune.method.ParameterGroups;
import org.attune.method.Progress;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.Optimizer;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.attune.run.MetricsLog;
import org.attune.run.RunDirectory;
import org.attune.run.RunEvents;
import org.attune.run.RunEvents.Phase;
import org.attune.run.RunState;
import org.attune.run.Seeds;
import org.attune.run.StopSignal;
import org.attune.tensor.Engine;
import org.attune.tensor.NativeErrors;
import org.attune.tensor.Scope;
import org.attune.train.Batches;
import org.attune.train.Checkpoints;
import org.attune.train.Due;
import org.attune.train.LossSums;
import org.attune.train.Meter;
import org.attune.train.Optimizers;
import org.attune.train.Schedule;
import org.attune.train.Stop;
import org.attune.train.TrainState;
import org.bytedeco.pytorch.Tensor;

/**
 * One fine-tuning run. Read top to bottom: this file is the program. The command line, a job, a search trial and a peer of a
 * cluster all call {@link #run} and differ in what they pass; there is no second training loop.
 */
public final class FineTune {

    private final RunPlan plan;
    private final RunConfig config;
    private final RunDirectory dir;
    private final Peers peers;
    private final RunEvents events;
    private final StopSignal signal;
    private final FirstTrial trial;

    private FineTune(FirstTrial trial, RunDirectory dir, Peers peers, RunEvents events, StopSignal signal) {
        this.trial = trial;
        this.plan = trial.plan();
        this.config = plan.config();
        this.dir = dir;
        this.peers = peers;
        this.events = events;
        this.signal = signal;
    }

    /** Runs a recipe in this process, and blocks until it is done. */
    public static RunResult run(Recipe recipe) {
        return run(recipe, RunOptions.DEFAULT, Peers.single(), RunEvents.none(), new StopSignal());
    }

    /**
     * Runs a recipe, or goes on with it where its output folder holds a part of the same run.
     *
     * @throws InputException with everything that is wrong, before anything was changed
     * @throws WorkException where the work fails; the run directory says so too
     */
    public static RunResult run(Recipe recipe, RunOptions options, Peers peers, RunEvents events, StopSignal signal) {
        return run(recipe, options, peers, events, signal, Estimate.HERE.among(peers.here()));
    }

    static RunResult run(
            Recipe recipe,
            RunOptions options,
            Peers peers,
            RunEvents events,
            StopSignal signal,
            Estimate.Available there) {
        RunRules.check(recipe, peers);
        try (Scope run = Scope.open()) {
            Engine.setThreads(
                    recipe.config().training().threads().orElse(Math.max(1, Engine.allThreads() / peers.here())));
            // 1 Look: everything that can be wrong is found here, before a weight is read
            events.phase(
                    Phase.LOOK,
                    "reading " + String.join(", ", recipe.config().data().train()));
            try (RunPlan plan = RunPlan.look(recipe)) {
                FirstTrial trial = FirstTrial.of(plan, there);
                trial.estimate().check(recipe.config().output(), there);
                RunNotices.of(plan, events);
                if (options.dryRun()) {
                    return new RunResult(RunState.PENDING, recipe.config().output(), null);
                }
                try (RunDirectory dir = SharedDirectory.open(plan, options, peers)) {
                    return dir.opening() == RunDirectory.Opening.FINISHED
                            ? Conclusion.read(dir)
                            : new FineTune(trial, dir, peers, events, signal).guarded();
                }
            }
        }
    }

    /** Whatever goes wrong from here on stands in the run's state. */
    private RunResult guarded() {
        dir.state(RunState.RUNNING, "");
        try {
            if (peers.writes()) {
                peers.await(); // the others open what is open here
            }
            return run();
        } catch (RuntimeException e) {
            dir.state(
                    RunState.FAILED,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            throw NativeErrors.isNative(e) ? NativeErrors.translate("training", e) : e;
        }
    }

    /** What a run works with, all of it in the run's scope. */
    private record Built(
            Model model,
            Method method,
            Batches train,
            Optimizer optimizer,
            Checkpoints checkpoints,
            Map<String, Tensor> tensors,
            StepEvaluation evaluation,
            Optional<Interpolation> interpolation) {}

    private RunResult run() {
        Built built = build();
        // 3 Resume
        TrainState state = built.checkpoints()
                .restore(built.tensors())
                .map(TrainState::goesOn)
                .orElse(TrainState.fresh());
        built.optimizer().restored();
        Conclusion conclusion = new Conclusion(plan, dir, peers, events);
        conclusion.writeProvenance(built.model());
        trial.run(built.train(), built.method(), state.step(), events);
        // 4 Learn
        state = peers.writes() ? recorded(built, state) : learn(built, state, events);
        if (!state.stop().concludes()) {
            return stopped(state);
        }
        // 5 Conclude: the best step, test, export, report; may be killed and repeated
        boolean moved =
                conclusion.exportCheckpoints(built.checkpoints(), built.tensors(), built.optimizer(), built.model());
        if (moved || state.resultStep() != state.step()) {
            built.checkpoints().load(state.resultStep(), built.tensors());
            built.optimizer().restored();
        }
        built.optimizer().exchange(); // the average, where there is one
        built.model().unrestrictTokens();
        built.interpolation()
                .ifPresent(between ->
                        between.conclude(built.evaluation(), built.method().predictor(), dir, events));
        return conclusion.write(state, built.method(), built.model(), built.evaluation());
    }

    /** Learns, and writes down how. */
    private TrainState recorded(Built built, TrainState from) {
        try (MetricsLog log = MetricsLog.resume(dir.metrics(), from.step() == 0 ? -1 : from.step());
                TensorBoard board = new TensorBoard(dir.resolve("tensorboard"), from.step())) {
            return learn(built, from, RunEvents.all(List.of(log, board, events)));
        }
    }

    /** 2 Build: the model, what is to be beaten, the method and what it learns with. */
    private Built build() {
        events.phase(Phase.PREPARE, "loading " + plan.base().description());
        Model model = plan.base().build(plan.task().head(), plan.placement(), new Seeds(config.seed()).named("init"));
        RunNotices.of(plan, model, events);
        RetainedSuite retained = RetainedSuite.of(plan.retained(), model);
        Baselines measures = new Baselines(model, plan.task(), plan.splits(), retained, config.seed());
        Map<String, Baseline> baselines = measures.kept(dir.resolve("baselines.json"), peers);
        ParameterGroups groups =
                new ParameterGroups(config.training().optimizer().layerDecay());
        Method method = plan.method().build().create(model, groups, plan.setting());
        Batches train = plan.batches(method.prepare(plan.split(Dataset.TRAIN).examples()), peers);
        Optional<Interpolation> interpolation =
                config.export().interpolate().map(asked -> new Interpolation(asked, model));
        model.restrictTokens(Vocabulary.of(plan, train.examples(), method.others()));
        Optimizer optimizer = Optimizers.create(config.training().optimizer(), method.parameters(), plan.steps(train));
        Map<String, Tensor> tensors = new LinkedHashMap<>(optimizer.state());
        tensors.putAll(method.state());
        tensors.putAll(model.statistics());
        Checkpoints checkpoints =
                new Checkpoints(dir.resolve("checkpoints"), config.checkpoint().keep());
        StepEvaluation evaluation = new StepEvaluation(plan, peers, retained, baselines);
        return new Built(model, method, train, optimizer, checkpoints, tensors, evaluation, interpolation);
    }

    private TrainState learn(Built built, TrainState from, RunEvents told) {
        TrainState state = from;
        Batches train = built.train();
        long steps = plan.steps(train);
        Schedule schedule = new Schedule(config.training().schedule(), plan.learningRate(), steps);
        Due evaluation = new Due(config.evaluate().every(), train.stepsPerEpoch(), state.seconds());
        Due checkpoint = new Due(config.checkpoint().every(), train.stepsPerEpoch(), state.seconds());
        Meter meter = plan.meter(built.model());
        told.phase(Phase.LEARN, plan.describe(train));
        told.plan(state.step(), steps);
        while (state.stop() == Stop.NONE) {
            built.method().activate(new Progress(state.step(), steps, train.stepsPerEpoch()));
            long number = state.step() + 1;
            Batches.Step rows = train.at(number).map(batch -> built.method().joined(batch, number));
            double rate = schedule.rate(rows.number());
            state = step(built, state, rows, rate, meter);
            told.step(meter.event(state, rows, rate, peers));
            boolean last = state.step() >= steps;
            if (plan.has(Dataset.VALIDATION) && (last || evaluation.after(state))) {
                built.optimizer().exchange(); // the average, where there is one, and back
                state = built.evaluation().after(state, built.method().predictor(), told);
                built.optimizer().exchange();
            }
            state = state.stopped(agree(state, last));
            if (peers.writes() && (state.isBest() || state.stop() != Stop.NONE || checkpoint.after(state))) {
                told.checkpoint(state.step(), built.checkpoints().save(state, built.tensors()));
            }
            peers.await();
            meter.restart();
        }
        return state;
    }

    /** One optimiser step. */
    private TrainState step(Built built, TrainState state, Batches.Step rows, double rate, Meter meter) {
        Method method = built.method();
        Optimizer optimizer = built.optimizer();
        try (Scope step = Scope.open()) {
            LossSums sums = LossSums.of(rows, method, peers); // targets are counted first, over all peers
            for (Batch micro : rows.micro()) {
                try (Scope graph = Scope.open()) {
                    Pass pass = plan.pass(rows.number(), micro);
                    sums.add(method.loss(micro, pass).backward(sums.targets()));
                    pass.backward(); // through blocks that are recomputed
                    if (rows.micro().size() > 1) {
                        optimizer.collect(); // into sums in the masters' type, every micro-batch
                    }
                }
            }
            peers.sum(optimizer.gradients());
            double penalty = method.penalty(optimizer); // the same on every peer
            double norm = optimizer.gradientNorm();
            double loss = sums.total(peers) + penalty;
            if (!Double.isFinite(norm) || !Double.isFinite(loss)) {
                throw NotFinite.at(rows, plan.data().train(), state, norm);
            }
            optimizer.step(rate, norm);
            return state.next(rows.epoch(), loss, norm, meter.seconds(peers));
        }
    }

    private Stop agree(TrainState state, boolean last) {
        Stop own = Stop.NONE;
        Optional<Integer> patience = config.evaluate().patience();
        if (patience.isPresent() && state.sinceBest() >= patience.get()) {
            own = Stop.PATIENCE;
        }
        if (config.training().maxMinutes().isPresent()
                && state.seconds() >= config.training().maxMinutes().get() * 60) {
            own = Stop.TIME;
        }
        if (last) {
            own = Stop.COMPLETE;
        } else if (signal.requested()) {
            own = Stop.INTERRUPTED;
        }
        return Stop.ofRank(peers.largest(own.rank()));
    }

    private RunResult stopped(TrainState state) {
        boolean cancelled = signal.reason()
                .filter(reason -> reason == StopSignal.Reason.CANCEL)
                .isPresent();
        RunState after = cancelled ? RunState.CANCELLED : RunState.INTERRUPTED;
        String message = "stopped after step " + state.step() + "; run the same command again to go on";
        dir.state(after, message);
        events.done(after, message);
        return new RunResult(after, dir.path(), null);
    }
}
