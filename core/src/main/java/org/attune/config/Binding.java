// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/** What one pass from a tree to records collects: problems, and every value with its source. */
final class Binding {

    private final Problems problems;
    private final ResolvedRecipe resolved;
    private final Map<String, Source> places = new LinkedHashMap<>();

    private final String whole;

    Binding(Problems problems, ResolvedRecipe resolved) {
        this(problems, resolved, "a recipe");
    }

    /** @param whole what messages call the file: {@code a recipe} */
    Binding(Problems problems, ResolvedRecipe resolved, String whole) {
        this.problems = problems;
        this.resolved = resolved;
        this.whole = whole;
    }

    String whole() {
        return whole;
    }

    void place(List<String> path, Source source) {
        places.put(String.join(".", path), source);
    }

    void section(List<String> path, Source source) {
        place(path, source);
        resolved.section(path, source);
    }

    void value(List<String> path, Node value) {
        place(path, value.source());
        resolved.bind(path, value);
    }

    void problem(String code, String key, Node found, String expected, String fix) {
        problems.add(code, where(found.source(), key), found.describe(), expected, fix);
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /** Constructors know keys, not lines: the line is added here. */
    void broken(InputException rules) {
        rules.problems().forEach(problem -> problems.add(placed(problem, problem.where())));
    }

    /** As above, where one key is to blame. */
    void broken(InputException rules, String key) {
        rules.problems().forEach(problem -> problems.add(placed(problem, key)));
    }

    private Problem placed(Problem problem, String key) {
        Source place = places.get(key);
        String where = place == null ? key : where(place, key);
        return new Problem(problem.code(), where, problem.found(), problem.expected(), problem.fix());
    }

    static String where(Source source, String key) {
        return switch (source.kind()) {
            case RECIPE -> source.text() + " " + key;
            case OVERRIDE -> source.text();
            case DEFAULT, RESOLVED -> key;
        };
    }
}
