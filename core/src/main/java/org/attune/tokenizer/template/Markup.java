// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import org.jspecify.annotations.Nullable;

/** Text that {@code |safe} or {@code |escape} marked as HTML: what is added to it is escaped, even where nothing else is. */
record Markup(String text) {

    static Markup escape(Budget budget, Object value) {
        return value instanceof Markup markup ? markup : new Markup(escaped(budget, Printing.text(budget, value)));
    }

    /** The text of a string or of markup; null for any other value. */
    static @Nullable String textOf(Object value) {
        if (value instanceof String text) {
            return text;
        }
        return value instanceof Markup markup ? markup.text : null;
    }

    /** Also where the text is escaped already. */
    static Markup again(Budget budget, Object value) {
        return new Markup(escaped(budget, Printing.text(budget, value)));
    }

    private static String escaped(Budget budget, String text) {
        budget.text(5L * text.length());
        return text.replace("&", "&amp;")
                .replace(">", "&gt;")
                .replace("<", "&lt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }
}
