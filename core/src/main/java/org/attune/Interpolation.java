// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.attune.config.Interpolate;
import org.attune.data.Dataset;
import org.attune.eval.MetricNames;
import org.attune.eval.SplitEvaluation;
import org.attune.method.Method.Predictor;
import org.attune.model.Model;
import org.attune.run.Notice;
import org.attune.run.RunDirectory;
import org.attune.run.RunEvents;
import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import tools.jackson.databind.json.JsonMapper;

/**
 * Weights between those that came and those that were tuned, (1 - α) w⁰ + α w (WiSE-FT, Wortsman et al. 2022, equation 1), of all that was
 * pre-trained; a new head has no w⁰ and stays as it was tuned. Made before the first step and before a checkpoint is restored; keeps a copy of
 * what was pre-trained. What it measures depends on the two ends alone, so that a conclusion that is repeated finds the same.
 */
final class Interpolation {

    /** The name of the file with the curve in a run directory. */
    static final String FILE = "interpolation.json";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final int PARTS = 10;

    private final Interpolate asked;
    private final List<Ends> all = new ArrayList<>();

    private record Ends(Parameter parameter, Tensor start) {}

    /**
     * What was measured with a share of the tuned weights.
     *
     * @param holds whether what is required of tasks that the model knew before holds
     */
    private record Point(double alpha, Map<String, SplitEvaluation> measured, boolean holds) {}

    Interpolation(Interpolate asked, Model model) {
        this.asked = asked;
        model.parameters().all().stream()
                .filter(parameter -> !model.isHead(parameter.name()))
                .forEach(parameter -> all.add(new Ends(parameter, copy(parameter.master()))));
    }

    private static Tensor copy(Tensor values) {
        try (Grad off = Grad.off()) {
            return torch.empty_like(values).copy_(values);
        }
    }

    /** Measures the curve, writes it, and leaves the model at the share that was asked for or chosen. */
    void conclude(StepEvaluation evaluation, Predictor predictor, RunDirectory dir, RunEvents events) {
        List<Tensor> tuned =
                all.stream().map(ends -> copy(ends.parameter().master())).toList();
        List<Point> curve = new ArrayList<>();
        alphas().forEach(alpha -> {
            set(tuned, alpha);
            Map<String, SplitEvaluation> measured = evaluation.measure(predictor, Integer.MAX_VALUE);
            curve.add(new Point(alpha, measured, evaluation.holds(measured)));
        });
        double chosen =
                asked.share().orElseGet(() -> chosen(curve, evaluation.plan().metric()));
        set(tuned, chosen);
        dir.write(FILE, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json(curve, chosen)) + "\n");
        events.notice(new Notice(
                Notice.Weight.INFORMATION,
                "export.interpolate",
                "the result has " + chosen + " of what was tuned; " + FILE + " has the curve"));
    }

    /** Tenths, and the share that was asked for. */
    private List<Double> alphas() {
        DoubleStream tenths = IntStream.rangeClosed(0, PARTS).mapToDouble(part -> part / (double) PARTS);
        OptionalDouble share = asked.share();
        return DoubleStream.concat(
                        tenths, share.isPresent() ? DoubleStream.of(share.getAsDouble()) : DoubleStream.empty())
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /** torch's lerp is exact at both ends. */
    private void set(List<Tensor> tuned, double alpha) {
        for (int i = 0; i < tuned.size(); i++) {
            try (Grad off = Grad.off();
                    Tensor between = all.get(i).start().lerp(tuned.get(i), Tensors.scalar(alpha))) {
                all.get(i).parameter().set(between);
            }
        }
    }

    /** The best by the metric among those at which what is required holds, or among all where it does so nowhere; the least of equal ones. */
    private static double chosen(List<Point> curve, String metric) {
        boolean anyHolds = curve.stream().anyMatch(Point::holds);
        boolean higher = MetricNames.largerIsBetter(metric);
        double best = Double.NaN;
        double found = 0;
        for (Point point : curve) {
            double value = Objects.requireNonNull(point.measured().get(Dataset.VALIDATION))
                    .value(metric)
                    .orElse(Double.NaN);
            boolean better = Double.isNaN(best) || (higher ? value > best : value < best);
            if ((point.holds() || !anyHolds) && better && !Double.isNaN(value)) {
                best = value;
                found = point.alpha();
            }
        }
        return found;
    }

    private Map<String, Object> json(List<Point> curve, double chosen) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (Point point : curve) {
            Map<String, Object> splits = new LinkedHashMap<>();
            point.measured().forEach((split, measured) -> {
                Map<String, Object> values = new LinkedHashMap<>();
                measured.metrics().forEach((name, metric) -> values.put(name, metric.value()));
                splits.put(split, values);
            });
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("alpha", point.alpha());
            one.put("holds", point.holds());
            one.put("metrics", splits);
            points.add(one);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("chosen", chosen);
        root.put("by", asked.share().isPresent() ? "the recipe" : "validation");
        root.put("points", points);
        return root;
    }
}
