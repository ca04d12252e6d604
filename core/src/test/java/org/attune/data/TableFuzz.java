// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.attune.fuzz.ByteMutation;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.fuzz.JsonMutation;
import org.attune.fuzz.LineMutation;
import org.attune.problem.Problems;

/**
 * Files of data, plain and packed.
 *
 * @param files names whose endings say the formats
 */
public record TableFuzz(String name, List<String> files) implements FuzzKind {

    public static final List<TableFuzz> ALL = List.of(
            new TableFuzz("csv", List.of("a.csv", "a.tsv", "a.txt", "a.csv.gz", "a.csv.zst")),
            new TableFuzz("jsonl", List.of("a.jsonl", "a.json", "a.jsonl.gz")),
            new TableFuzz("conll", List.of("a.conll")));

    private static final String CSV = "text,label\n\"one, two\",a\nthree \"x\" four,b\n\"five\nsix\",a\n007,NA\n";
    private static final String JSONL = """
            {"text": "one", "label": 1.5}
            {"text": "\\u00fc", "label": ["a", null]}
            {"text": {"k": true}}
            """;
    private static final String CONLL = "-DOCSTART- O\n\nEU B-ORG\nrejects O\n\n# c\nPeter B-PER\n";

    private static final List<String> PIECES = List.of(
            "\"", "\n", "\r", "\r\n", ",", "\t", "{", "}", "[", "]", ":", "\\u0000", "\\ud800", "\0", "\uFEFF", "1e999",
            "''", ";", "\"\"", "\u2028", "sep=;\n");

    private static final List<String> FIELDS = List.of(
            "", "\"", "\"a\nb\"", "NA", "-1", "1e400", "9".repeat(40), "x".repeat(3000), "\uFEFF", "I-PER", "[[[[");

    @Override
    public FuzzInput input(Random random) {
        String file = files.get(random.nextInt(files.size()));
        byte[] text = sound(file).getBytes(StandardCharsets.UTF_8);
        boolean inside = random.nextInt(file.matches(".*(gz|zst)") ? 3 : 2) > 0;
        if (inside) {
            text = name.equals("jsonl")
                    ? new JsonMutation(random).of(text)
                    : new LineMutation(random, ",\t; ", FIELDS).of(text);
        }
        byte[] packed = packed(file, text);
        boolean outside = !inside || random.nextInt(3) == 0;
        return new FuzzInput(file, outside ? new ByteMutation(random, PIECES).of(packed) : packed);
    }

    @Override
    public void use(FuzzInput input, Path folder) throws IOException {
        Table table = Tables.read(List.of(input.writeTo(folder).toString()), ReadOptions.auto());
        if (table.rows().isEmpty()) {
            throw new AssertionError("a table without rows was accepted");
        }
        Problems problems = new Problems();
        String column = table.columns().isEmpty() ? "none" : table.columns().get(0);
        Values.texts(table.rows(), column, problems);
        Values.labels(table.rows(), column, problems);
        Values.labelSets(table.rows(), column, ",", problems);
        Values.targets(table.rows(), column, problems);
        List<Tagged> tagged = Tagged.of(table.rows(), column, "tags", problems);
        TagScheme.report(table.rows(), tagged);
        Description.of(table.rows(), List.of(column), column);
        Splits.split(table.rows(), 0.5, 1, List.of(), r -> "");
        Set<String> wanted = name.equals("conll") ? Set.of("tokens", "tags") : Set.of("text", "label");
        Columns.resolve(table, Map.of(), wanted, Set.of("text_pair", "tokens"));
    }

    @Override
    public String toString() {
        return name;
    }

    private String sound(String file) {
        return switch (name) {
            case "jsonl" -> file.equals("a.json") ? "[" + JSONL.strip().replace("\n", ",\n") + "]" : JSONL;
            case "conll" -> CONLL;
            default ->
                switch (file) {
                    case "a.tsv" -> CSV.replace(',', '\t');
                    case "a.txt" -> CSV.replace(',', ';');
                    default -> CSV;
                };
        };
    }

    private static byte[] packed(String file, byte[] bytes) {
        return file.endsWith(".gz") ? DataFolder.gzip(bytes) : file.endsWith(".zst") ? rawZstd(bytes) : bytes;
    }

    /** A frame with one raw block. */
    private static byte[] rawZstd(byte[] bytes) {
        int header = bytes.length << 3 | 1;
        byte[] frame = {
            0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0x38, (byte) header, (byte) (header >> 8), (byte) (header >> 16)
        };
        byte[] all = Arrays.copyOf(frame, frame.length + bytes.length);
        System.arraycopy(bytes, 0, all, frame.length, bytes.length);
        return all;
    }
}
