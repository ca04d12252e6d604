// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.attune.tokenizer.template.Rendered;
import org.attune.tokenizer.template.Span;

/**
 * What a template made, without marks.
 *
 * @param generated what the template says that the model writes
 * @param people characters that came from people's strings and look as if a special token began or ended there
 */
record RenderedText(String text, List<Span> generated, BitSet people) {

    static RenderedText of(Rendered rendered) {
        return new RenderedText(rendered.text(), rendered.generated(), new BitSet());
    }

    /** Takes the marks out of a text and remembers what they were about. */
    static RenderedText of(Rendered rendered, char mark) {
        String marked = rendered.text();
        StringBuilder text = new StringBuilder(marked.length());
        BitSet people = new BitSet();
        int[] place = new int[marked.length() + 1];
        for (int i = 0; i < marked.length(); i++) {
            place[i] = text.length();
            if (marked.charAt(i) != mark) {
                text.append(marked.charAt(i));
            } else if (text.length() > 0) {
                people.set(text.offsetByCodePoints(text.length(), -1), text.length());
            }
        }
        place[marked.length()] = text.length();
        List<Span> generated = new ArrayList<>();
        rendered.generated().forEach(span -> generated.add(new Span(place[span.start()], place[span.end()])));
        return new RenderedText(text.toString(), generated, people);
    }

    boolean isSame(RenderedText other) {
        return text.equals(other.text) && generated.equals(other.generated);
    }
}
