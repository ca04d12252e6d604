// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;

/** The text made so far, and where in it the model's own words stand. */
final class Output {

    private final Budget budget;
    private final List<Span> generated = new ArrayList<>();
    private StringBuilder text = new StringBuilder();

    Output(Budget budget) {
        this.budget = budget;
    }

    void add(String part) {
        budget.text(part.length());
        budget.fits((long) text.length() + part.length());
        text.append(part);
    }

    /** What is written meanwhile, instead of writing it. */
    String capture(Runnable writing) {
        StringBuilder outer = text;
        text = new StringBuilder();
        try {
            writing.run();
            return text.toString();
        } finally {
            text = outer;
        }
    }

    int length() {
        return text.length();
    }

    /** From here to the end is what the model itself writes. */
    void generated(int from) {
        generated.add(new Span(from, text.length()));
    }

    Rendered rendered() {
        return new Rendered(text.toString(), generated);
    }
}
