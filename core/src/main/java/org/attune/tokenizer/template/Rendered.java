// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.List;

/**
 * What a template made of messages.
 *
 * @param generated the parts that the model itself is to write, in order and apart: those in {@code {% generation %}} blocks;
 *     empty where the template has none
 */
public record Rendered(String text, List<Span> generated) {

    public Rendered {
        generated = List.copyOf(generated);
    }

    /** The same parts counted in code points, as Python counts. */
    public List<Span> generatedCodePoints() {
        return generated.stream()
                .map(span -> new Span(text.codePointCount(0, span.start()), text.codePointCount(0, span.end())))
                .toList();
    }
}
