// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.search;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.attune.config.Node;
import org.attune.config.ScalarNode;
import org.attune.config.Source;
import org.attune.search.Choice;
import org.attune.search.Domain;
import org.attune.search.Parameter;
import org.attune.search.Point;
import org.attune.search.Real;
import org.attune.search.Space;
import org.attune.search.Whole;

/**
 * A function to minimise, and how often it may be asked. They are those of {@code bench/peers/samplers.py}: Branin, Hartmann-6 (Dixon
 * and Szegő 1978), Rosenbrock in ten dimensions, and a made-up space with choices, whole numbers and conditions whose minimum is 0.
 */
record Objective(String name, Space space, int trials, ToDoubleFunction<Point> function) {

    private static final double[] ALPHA = {1.0, 1.2, 3.0, 3.2};
    private static final double[][] A = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] P = {
        {1312, 1696, 5569, 124, 8283, 5886},
        {2329, 4135, 8307, 3736, 1004, 9991},
        {2348, 1451, 3522, 2883, 3047, 6650},
        {4047, 8828, 8732, 5743, 1091, 381}
    };

    static final List<Objective> ALL = List.of(branin(), hartmann(), rosenbrock(), mixed());

    private static Real real(double low, double high) {
        return new Real(low, high, false, 5);
    }

    private static Space cube(int dimensions, Real domain) {
        return new Space(IntStream.range(0, dimensions)
                .mapToObj(i -> new Parameter("x" + i, domain))
                .toList());
    }

    private static Objective branin() {
        Space space = new Space(List.of(new Parameter("x", real(-5, 10)), new Parameter("y", real(0, 15))));
        return new Objective("branin", space, 40, point -> {
            double x = point.get("x");
            double bend = point.get("y") - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
            return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
        });
    }

    private static Objective hartmann() {
        return new Objective("hartmann6", cube(6, real(0, 1)), 60, point -> {
            double sum = 0;
            for (int k = 0; k < ALPHA.length; k++) {
                double inner = 0;
                for (int i = 0; i < 6; i++) {
                    double away = point.get("x" + i) - 1e-4 * P[k][i];
                    inner += A[k][i] * away * away;
                }
                sum += ALPHA[k] * Math.exp(-inner);
            }
            return -sum;
        });
    }

    private static Objective rosenbrock() {
        return new Objective("rosenbrock10", cube(10, real(-2, 2)), 80, point -> {
            double sum = 0;
            for (int i = 0; i < 9; i++) {
                double x = point.get("x" + i);
                double valley = point.get("x" + (i + 1)) - x * x;
                sum += 100 * valley * valley + (1 - x) * (1 - x);
            }
            return sum;
        });
    }

    private static Objective mixed() {
        Domain kinds = new Choice(List.of("a", "b", "c").stream()
                .map(kind -> (ScalarNode) Node.of(kind, Source.DEFAULT))
                .toList());
        Optional<Parameter.Condition> onA = Optional.of(new Parameter.Condition("kind", List.of(0)));
        Optional<Parameter.Condition> onB = Optional.of(new Parameter.Condition("kind", List.of(1)));
        Space space = new Space(List.of(
                new Parameter("kind", kinds),
                new Parameter("rate", new Real(1e-5, 1e-1, true, 5)),
                new Parameter("depth", new Whole(1, 10, false, 5), onA),
                new Parameter("rank", new Whole(1, 64, true, 5), onB),
                new Parameter("scale", real(0, 1), onB)));
        return new Objective("mixed", space, 60, Objective::mixed);
    }

    private static double mixed(Point point) {
        double rate = Math.log10(point.get("rate")) + 3;
        if (point.has("depth")) {
            double away = point.get("depth") - 7;
            return 0.5 * rate * rate + 0.3 + 0.05 * away * away;
        }
        if (point.has("rank")) {
            double rank = Math.log(point.get("rank")) / Math.log(2) - 4;
            double scale = point.get("scale") - 0.3;
            return 0.5 * (rate - scale) * (rate - scale) + 0.1 * rank * rank + 2 * scale * scale;
        }
        return 0.5 * rate * rate + 0.8;
    }
}
