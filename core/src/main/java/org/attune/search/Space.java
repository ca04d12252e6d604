// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attune.config.MapNode;
import org.attune.config.Overrides;
import org.attune.config.Source;

/** All parameters, those that others depend on before these. */
public record Space(List<Parameter> parameters) {

    /** No grid is larger: nobody waits for its end. */
    private static final int LARGEST_GRID = 100_000;

    public Space {
        parameters = List.copyOf(parameters);
    }

    public int size() {
        return parameters.size();
    }

    public Optional<Parameter> parameter(String path) {
        return parameters.stream().filter(one -> one.path().equals(path)).findFirst();
    }

    /** Whether a parameter exists where those before it have these values. */
    public static boolean exists(Parameter parameter, Map<String, Double> before) {
        return parameter
                .when()
                .map(when -> before.containsKey(when.path())
                        && when.values().contains(before.get(when.path()).intValue()))
                .orElse(true);
    }

    /** @param units from 0 to 1, {@code [parameters]}; those of parameters that do not exist are not read */
    public Point at(double[] units) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (exists(parameter, values)) {
                values.put(parameter.path(), parameter.domain().at(units[i]));
            }
        }
        return new Point(values);
    }

    /** Back from {@link #at}; NaN for parameters that do not exist. */
    public double[] units(Point point) {
        double[] units = new double[parameters.size()];
        for (int i = 0; i < units.length; i++) {
            Parameter parameter = parameters.get(i);
            units[i] = point.has(parameter.path()) ? parameter.domain().unit(point.get(parameter.path())) : Double.NaN;
        }
        return units;
    }

    /** A point in the middle of everything, but with this value, and with what it needs in order to exist. */
    public Point with(Parameter parameter, double value) {
        double[] units = new double[parameters.size()];
        Arrays.fill(units, 0.5);
        Parameter wanted = parameter;
        double place = value;
        while (true) {
            units[parameters.indexOf(wanted)] = wanted.domain().unit(place);
            if (wanted.when().isEmpty()) {
                return at(units);
            }
            Parameter.Condition when = wanted.when().get();
            wanted = parameter(when.path()).orElseThrow();
            place = when.values().get(0);
        }
    }

    /** Every point of the grid, each once; at most a hundred thousand. */
    public List<Point> grid() {
        List<Map<String, Double>> points = List.of(Map.of());
        for (Parameter parameter : parameters) {
            List<Map<String, Double>> longer = new ArrayList<>();
            for (Map<String, Double> point : points) {
                List<Double> values =
                        exists(parameter, point) ? parameter.domain().grid() : List.of();
                for (int i = 0; i < values.size() && longer.size() < LARGEST_GRID; i++) {
                    Map<String, Double> next = new LinkedHashMap<>(point);
                    next.put(parameter.path(), values.get(i));
                    longer.add(next);
                }
                if (values.isEmpty() && longer.size() < LARGEST_GRID) {
                    longer.add(point);
                }
            }
            points = longer;
        }
        return points.stream().map(Point::new).toList();
    }

    /** The recipe with the point's values. */
    public MapNode recipe(MapNode recipe, Point point, Source source) {
        MapNode changed = recipe;
        for (Parameter parameter : parameters) {
            if (point.has(parameter.path())) {
                changed = Overrides.set(changed, parameter.path(), parameter.node(point.get(parameter.path()), source));
            }
        }
        return changed;
    }

    /** By path, as people and files have it. */
    public Map<String, String> texts(Point point) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (point.has(parameter.path())) {
                texts.put(parameter.path(), parameter.text(point.get(parameter.path())));
            }
        }
        return texts;
    }

    /** Back from {@link #texts}; empty where the texts are no point of this space. */
    public Optional<Point> point(Map<String, String> texts) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            String text = texts.get(parameter.path());
            if (exists(parameter, values) != (text != null)) {
                return Optional.empty();
            }
            OptionalDouble value =
                    text == null ? OptionalDouble.empty() : parameter.domain().read(text);
            if (text != null && value.isEmpty()) {
                return Optional.empty();
            }
            value.ifPresent(number -> values.put(parameter.path(), number));
        }
        return values.size() == texts.size() ? Optional.of(new Point(values)) : Optional.empty();
    }
}
