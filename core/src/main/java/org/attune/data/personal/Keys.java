// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Access keys that tell themselves by how they begin. */
final class Keys {

    /** What a text must hold to be looked at more closely, and what a key then looks like. */
    private static final Map<String, Pattern> BEGINNINGS = Map.ofEntries(
            key("AKIA", "AKIA[A-Z0-9]{16}"),
            key("ASIA", "ASIA[A-Z0-9]{16}"),
            key("gh", "gh[opsur]_[A-Za-z0-9]{36,251}"),
            key("github_pat_", "github_pat_[A-Za-z0-9_]{22,251}"),
            key("glpat-", "glpat-[A-Za-z0-9_-]{20,64}"),
            key("xox", "xox[abprs]-[A-Za-z0-9-]{10,250}"),
            key("sk-", "sk-(?=[A-Za-z_-]{0,200}\\d)[A-Za-z0-9_-]{20,250}"),
            key("sk_live_", "sk_live_[A-Za-z0-9]{16,250}"),
            key("AIza", "AIza[A-Za-z0-9_-]{35}"),
            key("hf_", "hf_[A-Za-z0-9]{30,64}"),
            key("eyJ", "eyJ[A-Za-z0-9_-]{8,4000}\\.eyJ[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{8,4000}"),
            Map.entry(
                    "PRIVATE KEY-----",
                    Pattern.compile(
                            "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----(?:[^-]{0,20000}-----END [A-Z ]{0,20}PRIVATE KEY-----)?")));

    private Keys() {}

    static void find(String text, List<Span> spans) {
        BEGINNINGS.forEach((beginning, pattern) -> {
            if (text.contains(beginning)) {
                for (Matcher found = pattern.matcher(text); found.find(); ) {
                    spans.add(new Span(Kind.KEY, found.start(), found.end()));
                }
            }
        });
    }

    private static Map.Entry<String, Pattern> key(String beginning, String pattern) {
        return Map.entry(beginning, Pattern.compile("(?<![A-Za-z0-9_])" + pattern + "(?![A-Za-z0-9])"));
    }
}
