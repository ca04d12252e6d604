// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.attune.data.personal.PersonalData;
import org.attune.data.text.Blanks;
import org.attune.data.text.Markup;
import org.attune.data.text.Mojibake;
import org.jspecify.annotations.Nullable;

/** Changes texts, also those inside lists and messages, and says by which rules. */
final class TextCleaner {

    private final Map<String, UnaryOperator<String>> rules = new LinkedHashMap<>();
    private final Set<String> ofLabels = Set.of("mojibake", "unicode", "whitespace");

    /** Broken bytes first: what they hide may be anything of the following. */
    TextCleaner(CleanPlan.Texts plan) {
        if (plan.mojibake()) {
            rules.put("mojibake", Mojibake::repair);
        }
        if (plan.html()) {
            rules.put("html", Markup::strip);
        }
        if (plan.unicode() != CleanPlan.Unicode.KEEP) {
            Normalizer.Form form = Normalizer.Form.valueOf(plan.unicode().name());
            rules.put("unicode", text -> Normalizer.isNormalized(text, form) ? text : Normalizer.normalize(text, form));
        }
        if (plan.whitespace() != CleanPlan.Whitespace.KEEP) {
            boolean trim = plan.whitespace() == CleanPlan.Whitespace.TRIM;
            rules.put("whitespace", trim ? Blanks::trim : Blanks::collapse);
        }
        if (!plan.redacted().isEmpty()) {
            rules.put("private", text -> PersonalData.redact(text, plan.redacted()));
        }
    }

    List<String> rules() {
        return List.copyOf(rules.keySet());
    }

    /** The text of an input; the very same object where nothing changes. */
    @Nullable
    Object input(@Nullable Object value, Set<String> changedBy) {
        return value(value, false, changedBy);
    }

    /** Labels are not searched for HTML and private data: a label that looks like them is a label. */
    @Nullable
    Object label(@Nullable Object value, Set<String> changedBy) {
        return value(value, true, changedBy);
    }

    private @Nullable Object value(@Nullable Object value, boolean label, Set<String> changedBy) {
        if (value instanceof String text) {
            return text(text, label, changedBy);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> cleaned = new ArrayList<>(list.size());
            boolean same = true;
            for (Object element : list) {
                Object after = value(element, label, changedBy);
                // a word that vanishes would shift the tags of all others
                cleaned.add(after instanceof String text && text.isEmpty() ? element : after);
                same &= after == element;
            }
            return same ? list : cleaned;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, label, changedBy);
        }
        return value;
    }

    private Object map(Map<?, ?> map, boolean label, Set<String> changedBy) {
        Map<Object, @Nullable Object> cleaned = new LinkedHashMap<>();
        boolean same = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            boolean speaker = entry.getKey().equals("role") || entry.getKey().equals("from");
            Object after = speaker ? entry.getValue() : value(entry.getValue(), label, changedBy);
            cleaned.put(entry.getKey(), after);
            same &= after == entry.getValue();
        }
        return same ? map : cleaned;
    }

    private String text(String text, boolean label, Set<String> changedBy) {
        String now = text;
        for (Map.Entry<String, UnaryOperator<String>> rule : rules.entrySet()) {
            if (!label || ofLabels.contains(rule.getKey())) {
                String after = rule.getValue().apply(now);
                if (!after.equals(now)) {
                    changedBy.add(rule.getKey());
                    now = after;
                }
            }
        }
        return now.equals(text) ? text : now;
    }
}
