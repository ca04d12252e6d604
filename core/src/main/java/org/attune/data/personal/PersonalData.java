// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Finds private data by its form. What has check digits must have the right ones; what has none must look like nothing else, so that
 * dates, prices and numbers of orders are left alone: a telephone number has its country, the American form or a word such as
 * "phone" before it.
 */
public final class PersonalData {

    private static final int FEWEST_DIGITS = 4;

    private PersonalData() {}

    /** In the order of the text, none overlapping. A scan of every character; the patterns run only where their signs are. */
    public static List<Span> find(String text) {
        int digits = 0;
        int colons = 0;
        boolean at = false;
        boolean dash = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            colons += c == ':' ? 1 : 0;
            at |= c == '@';
            dash |= c == '-' || c == '_';
        }
        if (digits < FEWEST_DIGITS && !at && !dash && colons < 2) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        Keys.find(text, spans);
        if (at) {
            Mail.find(text, spans);
        }
        if (digits >= FEWEST_DIGITS) {
            numbers(text, digits, spans);
        }
        if (colons >= 2) {
            Numbers.longAddresses(text, spans);
        }
        return withoutOverlaps(spans);
    }

    /** The text with a placeholder for each span of these kinds. */
    public static String redact(String text, Set<Kind> kinds) {
        StringBuilder redacted = null;
        int from = 0;
        for (Span span : find(text)) {
            if (kinds.contains(span.kind())) {
                redacted = redacted == null ? new StringBuilder() : redacted;
                redacted.append(text, from, span.start()).append(span.kind().placeholder());
                from = span.end();
            }
        }
        return redacted == null
                ? text
                : redacted.append(text, from, text.length()).toString();
    }

    private static void numbers(String text, int digits, List<Span> spans) {
        Numbers.addresses(text, spans);
        if (digits >= 7) {
            Numbers.phones(text, spans);
        }
        if (digits >= 12) {
            Accounts.find(text, spans);
            Numbers.cards(text, spans);
        }
    }

    private static List<Span> withoutOverlaps(List<Span> spans) {
        List<Span> kept = new ArrayList<>();
        spans.sort(Comparator.comparing(Span::kind).thenComparing(Span::start));
        for (Span span : spans) {
            if (kept.stream().noneMatch(k -> k.start() < span.end() && span.start() < k.end())) {
                kept.add(span);
            }
        }
        kept.sort(Comparator.comparing(Span::start));
        return kept;
    }
}
