// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import tools.jackson.databind.JsonNode;

/** A chain of steps that each make a text longer must not make it longer without bound. */
final class GrowthRule {

    /** Real chains at most double a text. */
    private static final long MOST = 64;

    private GrowthRule() {}

    /** Checks a normalizer or pre-tokenizer whose values have their kinds. */
    static void check(Place section) {
        if (growth(section.node()) > MOST) {
            section.bad("steps that make a text more than " + MOST + " times as long", "steps that keep a text's size");
        }
        if (section.node().findValues("precompiled_charsmap").size() > 1) {
            section.bad("several character maps", "at most one character map");
        }
    }

    private static long growth(JsonNode component) {
        long product = 1;
        for (String nested : new String[] {"normalizers", "pretokenizers"}) {
            for (JsonNode inner : component.path(nested)) {
                product = Math.min(MOST + 1, product * growth(inner));
            }
        }
        return product * own(component);
    }

    /** In characters; the bytes of a text become one character each in ByteLevel. */
    private static long own(JsonNode component) {
        return switch (component.path("type").asString("")) {
            case "ByteLevel" -> 4;
            case "Replace" -> replaced(component);
            case "Prepend" -> 1 + component.path("prepend").asString("").length() / 16;
            default -> 1;
        };
    }

    private static long replaced(JsonNode component) {
        int written = component.path("content").asString("").length();
        JsonNode literal = component.path("pattern").path("String");
        if (literal.isString()) {
            int read = literal.stringValue().length();
            return Math.max(1, (written + read - 1) / read);
        }
        return Math.max(1, written);
    }
}
