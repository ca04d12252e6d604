// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.RowConsumer;
import org.attune.data.RowKey;
import org.attune.data.RowStream;
import org.attune.data.Table;
import org.attune.data.TextColumns;
import org.attune.data.similar.NearDuplicates;
import org.attune.data.similar.Places;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Reads each part of a data set once and says what is in it. Not thread-safe. */
public final class Inspector implements Closeable {

    private final InspectOptions options;
    private final ColumnProfiles columns = new ColumnProfiles();
    private final TextLengths lengths = new TextLengths();
    private final TextFindings texts = new TextFindings();
    private final LabelFindings labels = new LabelFindings();
    private final Places places = new Places();
    private final NearDuplicates near;
    private final RepeatFindings repeats;
    private final TokenSample sample;
    private final Map<String, List<String>> files = new LinkedHashMap<>();
    private final Map<String, RowStream.Read> reads = new LinkedHashMap<>();
    private @Nullable TextColumns roles;

    public Inspector(InspectOptions options) {
        this.options = options;
        this.near = new NearDuplicates(options.threshold(), options.temporary());
        this.repeats = new RepeatFindings(places, near);
        this.sample = new TokenSample(
                options.tokens().map(InspectOptions.Tokens::sample).orElse(0));
    }

    /**
     * Reads a part. The first one is what is learnt from; it says which columns are what.
     *
     * @throws InputException where it cannot be read
     */
    public void part(String name, List<String> sources, ReadOptions reading) {
        labels.beginPart();
        files.put(name, List.copyOf(sources));
        reads.put(name, RowStream.read(sources, reading, new Looking(name)));
        places.endPart();
    }

    public Inspection conclude() {
        repeats.conclude();
        TextColumns found = Objects.requireNonNull(roles, "no part was read");
        List<Finding> findings = new ArrayList<>();
        Mending mending = new Mending(files, columnOptions());
        broken(findings);
        repeats.into(findings, mending);
        if (found.label().isPresent()) {
            labels.into(findings, mending);
        }
        texts.into(findings, mending);
        Optional<Inspection.TokenLengths> tokens = options.tokens().map(sample::measure);
        findings.sort(Comparator.comparing(Finding::severity));
        List<Inspection.Part> parts = new ArrayList<>();
        reads.forEach((name, read) -> parts.add(new Inspection.Part(
                name, read.rows(), read.sha256ByFile(), labels.counts(parts.size()), read.notes())));
        Inspection.Roles named = new Inspection.Roles(found.inputs(), found.label(), found.guesses());
        return new Inspection(parts, named, columns.list(), lengths.summary(), tokens, findings);
    }

    @Override
    public void close() {
        near.close();
    }

    private List<String> columnOptions() {
        return options.columns().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> "--" + e.getKey().replace('_', '-') + "=" + e.getValue())
                .toList();
    }

    private void broken(List<Finding> findings) {
        reads.values().forEach(read -> {
            for (Problem problem : read.broken()) {
                findings.add(new Finding(
                        "broken-line",
                        Severity.SERIOUS,
                        1,
                        problem.found() + " [" + problem.code() + "]",
                        List.of(new Finding.Example(problem.where(), "rule: " + problem.expected())),
                        problem.fix()));
            }
        });
    }

    /** One part, row by row. */
    private final class Looking implements RowConsumer {

        private final String part;

        Looking(String part) {
            this.part = part;
        }

        @Override
        public void begin(Table head) {
            TextColumns known = roles;
            if (known == null) {
                roles = TextColumns.resolve(head, options.columns());
                return;
            }
            List<String> missing = known.inputs().stream()
                    .filter(column -> !head.columns().contains(column))
                    .toList();
            if (!missing.isEmpty()) {
                throw new InputException(
                        "data.columns-differ",
                        part,
                        "it has no column " + Problem.quote(missing.get(0)) + ", it has " + head.columns(),
                        "all parts of a data set have the same columns",
                        "rename the column in one of the files");
            }
        }

        @Override
        public void row(Row row) {
            TextColumns known = Objects.requireNonNull(roles);
            String text = known.text(row);
            String label = known.label(row);
            RowKey key = RowKey.of(row, known.inputs(), 0);
            columns.add(row);
            lengths.add(text);
            texts.add(row, text);
            if (known.label().isPresent()) {
                labels.add(row, label);
            }
            sample.add(places.size(), text);
            places.add(row, label);
            repeats.add(key.high(), key.low(), text);
        }
    }
}
