// SPDX-License-Identifier: Apache-2.0
package org.attune.data.mend;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import org.attune.data.write.CsvLine;
import org.attune.data.write.LineFile;
import org.attune.data.write.RowFile;
import org.attune.data.write.RowFormat;

/** The rows that stay, and where each comes from. */
public final class DataFile implements Closeable {

    private final RowFile data;
    private final LineFile sources;

    public DataFile(Path folder, RowFormat format) {
        data = new RowFile(folder, "data", format);
        sources = new LineFile(folder.resolve("sources.csv"));
        sources.line("row,file,line");
    }

    public void add(String file, long line, byte[] json) {
        data.add(json);
        sources.line(CsvLine.of(List.of(data.rows(), file, line)));
    }

    public long rows() {
        return data.rows();
    }

    public Path path() {
        return data.path();
    }

    /** Of the rows, once they are closed. */
    public String sha256() {
        return data.sha256();
    }

    @Override
    public void close() {
        try (data) {
            sources.close();
        }
    }
}
