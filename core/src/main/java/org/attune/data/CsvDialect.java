// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.CharArrayReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The characters that separate and quote the fields of a delimited file. */
record CsvDialect(char delimiter, char quote) {

    private static final List<Character> DELIMITERS = List.of(',', '\t', ';', '|');
    private static final int MOST_RECORDS = 500;

    /** How a sample reads with a delimiter: the most frequent number of fields, and how many records have it. */
    private record Reading(CsvDialect dialect, int fields, double share) {
        boolean betterThan(Reading other) {
            if (fields > 1 != other.fields > 1) {
                return fields > 1;
            }
            return share > other.share + 1e-9;
        }
    }

    /** What the options leave open is decided by the sample: the delimiter with which most records have equally many fields. */
    static CsvDialect detect(ReadOptions options, Format format, TextInput text) {
        Character givenQuote = options.quote();
        char quote = givenQuote == null ? '"' : givenQuote;
        Character given = options.delimiter();
        if (given != null) {
            return new CsvDialect(given, quote);
        }
        if (format == Format.TSV) {
            return new CsvDialect('\t', quote);
        }
        Reading best = null;
        for (char delimiter : DELIMITERS) {
            Reading reading = read(new CsvDialect(delimiter, quote), text);
            if (delimiter != quote && (best == null || reading.betterThan(best))) {
                best = reading;
            }
        }
        return best == null ? new CsvDialect(',', quote) : best.dialect;
    }

    /** The first records of a sample; the last one is left out where the sample may cut it. */
    List<List<String>> records(TextInput text, int most) {
        char[] sample = text.sample().toString().toCharArray();
        CsvRecords records = new CsvRecords(new CharArrayReader(sample), this);
        List<List<String>> found = new ArrayList<>();
        try {
            CsvRecords.Outcome outcome = records.next();
            while (outcome != CsvRecords.Outcome.END && found.size() < most) {
                if (!records.isBlank()) {
                    found.add(List.copyOf(records.fields()));
                }
                outcome = records.next();
            }
            if (outcome == CsvRecords.Outcome.END && !text.sampleIsAll() && found.size() > 1) {
                found.remove(found.size() - 1);
            }
        } catch (TooLongException e) {
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Reading read(CsvDialect dialect, TextInput text) {
        Map<Integer, Integer> counts = new HashMap<>();
        List<List<String>> records = dialect.records(text, MOST_RECORDS);
        records.forEach(r -> counts.merge(r.size(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(e -> new Reading(dialect, e.getKey(), (double) e.getValue() / records.size()))
                .orElseGet(() -> new Reading(dialect, 0, 0));
    }
}
