// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.attune.data.ReadOptions;
import org.attune.data.Table;
import org.attune.data.Tables;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** 50,000 rows of a text of nine words, quoted because of its comma, and a label. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CsvBenchmark {

    private Path file = Path.of("");

    @Setup
    public void write() throws IOException {
        StringBuilder text = new StringBuilder("text,label\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("\"when will card ")
                    .append(i)
                    .append(" arrive, it was sent\",label")
                    .append(i % 77)
                    .append('\n');
        }
        file = Files.writeString(Files.createTempFile("attune", ".csv"), text);
    }

    @Benchmark
    public Table read() {
        return Tables.read(List.of(file.toString()), ReadOptions.auto());
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }
}
