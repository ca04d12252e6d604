// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attune.data.RowStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows that stay, as CSV where they come from delimited files and as JSON lines otherwise, and where each comes from. */
final class DataFile implements Closeable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final LineFile data;
    private final LineFile sources;
    private final @Nullable List<String> csvColumns;
    private long rows;

    private DataFile(LineFile data, LineFile sources, @Nullable List<String> csvColumns) {
        this.data = data;
        this.sources = sources;
        this.csvColumns = csvColumns;
    }

    static DataFile in(Path folder, Gathering gathering, RowStream.Read read) {
        boolean csv =
                gathering.strings() && read.sha256ByFile().keySet().stream().allMatch(DataFile::isDelimited);
        LineFile data = new LineFile(folder.resolve(csv ? "data.csv" : "data.jsonl"));
        LineFile sources = new LineFile(folder.resolve("sources.csv"));
        sources.line("row,file,line");
        if (csv && gathering.hasHeader()) {
            data.line(CsvLine.of(gathering.columns()));
        }
        return new DataFile(data, sources, csv ? gathering.columns() : null);
    }

    void add(String file, long line, byte[] json) {
        rows++;
        sources.line(CsvLine.of(List.of(rows, file, line)));
        if (csvColumns == null) {
            data.line(json);
            return;
        }
        JsonNode row = MAPPER.readTree(json);
        List<@Nullable Object> fields = new ArrayList<>();
        for (String column : csvColumns) {
            JsonNode value = row.get(column);
            fields.add(value == null || value.isNull() ? null : value.stringValue());
        }
        data.line(CsvLine.of(fields).getBytes(StandardCharsets.UTF_8));
    }

    long rows() {
        return rows;
    }

    Path path() {
        return data.path();
    }

    /** Once it is closed: names and hashes. */
    Map<String, String> sha256() {
        return Map.of("data", data.sha256Hex(), "sources", sources.sha256Hex());
    }

    @Override
    public void close() {
        try (data) {
            sources.close();
        }
    }

    private static boolean isDelimited(String file) {
        String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|gzip|zst|zstd)$", "");
        return !name.matches(".*\\.(json|jsonl|ndjson|parquet|pq|conll|bio|iob|iob2|bioes)");
    }
}
