// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;

/** Python's datetime.strftime in the C locale, for a time without a zone. */
final class Strftime {

    private static final Map<Character, String> PATTERNS = Map.ofEntries(
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('b', "MMM"),
            Map.entry('h', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('d', "dd"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('j', "DDD"),
            Map.entry('m', "MM"),
            Map.entry('M', "mm"),
            Map.entry('p', "a"),
            Map.entry('S', "ss"),
            Map.entry('y', "yy"),
            Map.entry('Y', "uuuu"),
            Map.entry('F', "uuuu-MM-dd"),
            Map.entry('T', "HH:mm:ss"),
            Map.entry('X', "HH:mm:ss"),
            Map.entry('R', "HH:mm"),
            Map.entry('D', "MM/dd/yy"),
            Map.entry('x', "MM/dd/yy"));

    private Strftime() {}

    static String format(LocalDateTime now, String format) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%') {
                out.append(c);
                continue;
            }
            boolean unpadded = i < format.length() && format.charAt(i) == '-';
            i += unpadded ? 1 : 0;
            char directive = i < format.length() ? format.charAt(i++) : ' ';
            String text = directive(now, directive);
            out.append(unpadded ? text.replaceFirst("^0+(?=.)", "") : text);
        }
        return out.toString();
    }

    private static String directive(LocalDateTime now, char directive) {
        String pattern = PATTERNS.get(directive);
        if (pattern != null) {
            return now.format(DateTimeFormatter.ofPattern(pattern, Locale.US));
        }
        return switch (directive) {
            case '%' -> "%";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'z', 'Z' -> "";
            case 'e' -> String.format("%2d", now.getDayOfMonth());
            case 'f' -> String.format("%06d", now.get(ChronoField.MICRO_OF_SECOND));
            case 'u' -> String.valueOf(now.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(now.getDayOfWeek().getValue() % 7);
            case 'c' ->
                now.format(DateTimeFormatter.ofPattern("EEE MMM ", Locale.US))
                        + String.format("%2d", now.getDayOfMonth())
                        + now.format(DateTimeFormatter.ofPattern(" HH:mm:ss uuuu", Locale.US));
            default -> throw Failure.unsupported("%" + directive + " in the format of a date");
        };
    }
}
