// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.databind.JsonNode;

/** A value of a tokenizer.json with its JSON path, and where to put what is wrong with it. */
record Place(String path, JsonNode node, Problems problems) {

    private static final String FIX = "get the file again from where the model came from, or use another tokenizer";

    Place at(String field) {
        return new Place(path.isEmpty() ? field : path + "." + field, node.path(field), problems);
    }

    Place at(int index) {
        return new Place(path + "[" + index + "]", node.path(index), problems);
    }

    List<Place> elements() {
        List<Place> all = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            all.add(at(i));
        }
        return all;
    }

    boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    /** Text of this value; empty where it is no text. */
    String text() {
        return node.isString() ? node.stringValue() : "";
    }

    /** Whether this is a whole number of that range; says so where it is not. */
    boolean isWhole(int low, int high) {
        boolean fits =
                node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= low && node.intValue() <= high;
        if (!fits) {
            bad("a whole number from " + low + " to " + high);
        }
        return fits;
    }

    /** What stands here breaks the rule. */
    void bad(String rule) {
        bad(found(), rule);
    }

    void bad(String found, String rule) {
        problems.add("tokenizer.invalid", TokenizerJson.NAME + (path.isEmpty() ? "" : " at " + path), found, rule, FIX);
    }

    private String found() {
        if (node.isMissingNode()) {
            return "nothing";
        }
        if (node.isObject()) {
            return "an object of " + node.size() + " keys";
        }
        if (node.isArray()) {
            return "a list of " + node.size() + " entries";
        }
        return node.isString() ? Problem.quote(node.stringValue()) : Problem.quote(node.toString());
    }
}
