// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.Problem;

/** Writes problems for people and for scripts. */
public final class ProblemText {

    private ProblemText() {}

    /** All of them to standard error, with their number where there are several. */
    public static void say(Console console, List<Problem> problems) {
        for (Problem problem : problems) {
            console.say(console.red(problem.where()) + ": " + problem.found());
            console.say("    rule: " + problem.expected());
            console.say("    do:   " + problem.fix() + "   " + console.faint("[" + problem.code() + "]"));
        }
        if (problems.size() > 1) {
            console.say(problems.size() + " problems");
        }
    }

    /** The document that {@code --json} prints where there is no result. */
    public static Map<String, Object> document(int exitCode, List<Problem> problems) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("exit_code", exitCode);
        document.put("problems", problems.stream().map(ProblemText::fields).toList());
        return document;
    }

    private static Map<String, String> fields(Problem problem) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("code", problem.code());
        fields.put("where", problem.where());
        fields.put("found", problem.found());
        fields.put("expected", problem.expected());
        fields.put("fix", problem.fix());
        return fields;
    }
}
