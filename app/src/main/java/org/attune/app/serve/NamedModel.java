// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/**
 * A model by the name that requests call it by.
 *
 * @param place a run directory, a model directory, {@code builtin:NAME} or {@code hf:…}
 */
public record NamedModel(String name, String place) {

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)=(.+)");

    /**
     * Reads {@code NAME=PATH}, or {@code PATH}, which is called by its last part.
     *
     * @throws org.attune.problem.InputException where two have the same name
     */
    public static List<NamedModel> of(List<String> arguments) {
        Problems problems = new Problems();
        List<NamedModel> models = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        for (String argument : arguments) {
            NamedModel model = of(argument);
            String other = places.putIfAbsent(model.name(), model.place());
            if (other != null) {
                problems.add(
                        "serve.name",
                        argument,
                        "another model is called " + Problem.quote(model.name()) + ": " + other,
                        "each model has a name of its own",
                        "name it: " + model.name() + "-2=" + model.place());
            }
            models.add(model);
        }
        problems.throwIfAny();
        return models;
    }

    private static NamedModel of(String argument) {
        Matcher named = NAMED.matcher(argument);
        return named.matches()
                ? new NamedModel(named.group(1), named.group(2))
                : new NamedModel(lastPart(argument), argument);
    }

    /** A run's own name where its folder of weights is given. */
    private static String lastPart(String place) {
        List<String> parts = List.of(place.replaceAll("[/\\\\]+$", "").split("[/\\\\:]"));
        int last = parts.size() - 1;
        return last > 0 && parts.get(last).equals("model") ? parts.get(last - 1) : parts.get(last);
    }
}
