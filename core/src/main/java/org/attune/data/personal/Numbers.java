// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Card numbers, telephone numbers and network addresses. All repetitions are bounded, so that no text takes long. */
final class Numbers {

    private static final Pattern CARD = Pattern.compile("(?<![\\w.+-])[2-6]\\d(?:[ -]?\\d){11,17}(?![\\w-])");

    /** Those of card companies, by their first digits and lengths. */
    private static final Pattern ISSUER = Pattern.compile("4\\d{12}(?:\\d{3}){0,2}|5[1-5]\\d{14}|2[2-7]\\d{14}"
            + "|3[47]\\d{13}|3(?:0[0-5]|[68]\\d)\\d{11}|35\\d{14}|6(?:011|4[4-9]\\d|5\\d\\d)\\d{12}");

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.-])(?:" + OCTET + "\\.){3}" + OCTET + "(?![\\w-]|\\.\\d)");

    private static final Pattern VERSION = Pattern.compile("(?i)(?:\\bv|version|release|build|section|§)[ .:]*$");

    private static final Pattern LONG_ADDRESS =
            Pattern.compile("(?<![\\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\\w:])");

    private static final List<Pattern> PHONES = List.of(
            Pattern.compile("(?<![\\w+])\\+\\d{1,3}(?:[ ./-]?\\(?\\d{1,5}\\)?){2,6}(?![\\w])"),
            Pattern.compile(
                    "(?<![\\w.+-])(?:\\+?1[ .-])?(?:\\([2-9]\\d\\d\\) ?|[2-9]\\d\\d[-. ])[2-9]\\d\\d[-. ]\\d{4}(?![\\w-])"),
            Pattern.compile(
                    "(?i)(?:\\b(?:tel|telephone|phone|mobile|cell|fax|telefon|mobil)[.: ]{1,3})\\(?\\d(?:[ ./()-]{0,2}\\d){6,14}(?!\\w)"));

    private Numbers() {}

    static void cards(String text, List<Span> spans) {
        for (Matcher found = CARD.matcher(text); found.find(); ) {
            String digits = digits(found.group());
            if (ISSUER.matcher(digits).matches() && Checks.luhn(digits)) {
                spans.add(new Span(Kind.CARD, found.start(), found.end()));
            }
        }
    }

    static void addresses(String text, List<Span> spans) {
        for (Matcher found = ADDRESS.matcher(text); found.find(); ) {
            String before = text.substring(Math.max(0, found.start() - 12), found.start());
            if (!found.group().startsWith("0") && !VERSION.matcher(before).find()) {
                spans.add(new Span(Kind.IP, found.start(), found.end()));
            }
        }
    }

    /** Eight groups, or fewer with one gap; times of day and names of C++ are neither. */
    static void longAddresses(String text, List<Span> spans) {
        for (Matcher found = LONG_ADDRESS.matcher(text); found.find(); ) {
            String address = found.group();
            long groups = java.util.Arrays.stream(address.split(":"))
                    .filter(g -> !g.isEmpty())
                    .count();
            int gap = address.indexOf("::");
            boolean oneGap = gap >= 0 && address.indexOf("::", gap + 1) < 0 && groups >= 3 && groups <= 7;
            if ((oneGap || (gap < 0 && groups == 8)) && !digits(address).isEmpty()) {
                spans.add(new Span(Kind.IP, found.start(), found.end()));
            }
        }
    }

    static void phones(String text, List<Span> spans) {
        for (Pattern pattern : PHONES) {
            for (Matcher found = pattern.matcher(text); found.find(); ) {
                int digits = digits(found.group()).length();
                if (digits >= 7 && digits <= 15) {
                    int start = found.start();
                    while (Character.isLetter(text.charAt(start)) || ".: ".indexOf(text.charAt(start)) >= 0) {
                        start++;
                    }
                    spans.add(new Span(Kind.PHONE, start, found.end()));
                }
            }
        }
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
