// SPDX-License-Identifier: Apache-2.0
package org.attune.data.write;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows in a file of their own, NAME.csv or NAME.jsonl. */
public final class RowFile implements Closeable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final LineFile file;
    private final RowFormat format;
    private long rows;

    public RowFile(Path folder, String name, RowFormat format) {
        this.format = format;
        this.file = new LineFile(folder.resolve(name + (format.csv() ? ".csv" : ".jsonl")));
        if (format.csv() && format.hasHeader()) {
            file.line(CsvLine.of(format.columns()));
        }
    }

    /** @param json the values of a row by column */
    public void add(byte[] json) {
        rows++;
        if (!format.csv()) {
            file.line(json);
            return;
        }
        JsonNode row = MAPPER.readTree(json);
        List<@Nullable Object> fields = new ArrayList<>();
        for (String column : format.columns()) {
            JsonNode value = row.get(column);
            fields.add(value == null || value.isNull() ? null : value.stringValue());
        }
        file.line(CsvLine.of(fields).getBytes(StandardCharsets.UTF_8));
    }

    public long rows() {
        return rows;
    }

    public Path path() {
        return file.path();
    }

    /** Once it is closed; asked for once. */
    public String sha256() {
        return file.sha256Hex();
    }

    @Override
    public void close() {
        file.close();
    }
}
