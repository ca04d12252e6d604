// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.attune.data.Row;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Times of rows as numbers: seconds or years as they stand, or ISO 8601 dates and times, without an offset taken as UTC. */
final class Moments {

    private Moments() {}

    /** A value that is no time is a problem, and reads as 0. */
    static double of(Row row, String column, Problems problems) {
        Object value = row.value(column);
        Double time = value == null ? null : read(value.toString().strip());
        if (time == null) {
            problems.add(
                    "data.not-a-time",
                    row.where(),
                    "column " + Problem.quote(column) + " holds " + (value == null ? "nothing" : Problem.quote(value)),
                    "a time is a number or an ISO 8601 date or time, 2024-11-05 or 2024-11-05T10:30:00Z",
                    "rewrite the column, or name another one");
            return 0;
        }
        return time;
    }

    private static @Nullable Double read(String text) {
        try {
            if (text.matches("[+-]?\\d{1,18}(\\.\\d{1,18})?")) {
                return Double.valueOf(text);
            }
            String iso = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) (?=\\d)", "$1T");
            if (iso.length() == 10) {
                return (double) LocalDate.parse(iso).toEpochDay() * 86_400;
            }
            if (iso.matches(".*(Z|[+-]\\d{2}:?\\d{2})$")) {
                return seconds(
                        OffsetDateTime.parse(iso).toLocalDateTime(),
                        OffsetDateTime.parse(iso).getOffset());
            }
            return seconds(LocalDateTime.parse(iso), ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static double seconds(LocalDateTime time, ZoneOffset offset) {
        return time.toInstant(offset).toEpochMilli() / 1e3;
    }
}
