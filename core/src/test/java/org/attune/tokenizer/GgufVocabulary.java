// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The key-value pairs of a GGUF file, and the texts and ids that stand beside it. Source: the GGUF specification of ggml.
 */
record GgufVocabulary(Path file, Map<String, Object> values) {

    private static final String SEPARATOR = "\n__ggml_vocab_test__\n";

    static GgufVocabulary read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        in.position(16);
        Map<String, Object> values = new LinkedHashMap<>();
        for (long pairs = in.getLong(); pairs > 0; pairs--) {
            values.put(text(in), value(in, in.getInt()));
        }
        return new GgufVocabulary(file, values);
    }

    private static Object value(ByteBuffer in, int type) {
        return switch (type) {
            case 0, 1, 7 -> (int) in.get();
            case 2, 3 -> (int) in.getShort();
            case 4, 5 -> in.getInt();
            case 6 -> in.getFloat();
            case 8 -> text(in);
            case 9 -> list(in, in.getInt());
            case 10, 11 -> in.getLong();
            default -> in.getDouble();
        };
    }

    private static List<Object> list(ByteBuffer in, int type) {
        List<Object> list = new ArrayList<>();
        for (long length = in.getLong(); length > 0; length--) {
            list.add(value(in, type));
        }
        return list;
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[(int) in.getLong()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    <T> List<T> list(String key, Class<T> type) {
        return ((List<?>) values.getOrDefault("tokenizer.ggml." + key, List.of()))
                .stream().map(type::cast).toList();
    }

    /** The texts with the ids that llama.cpp gives them, without special tokens. */
    List<Map.Entry<String, int[]>> expected() throws IOException {
        String[] texts = Files.readString(Path.of(file + ".inp")).split(SEPARATOR, -1);
        List<String> lines = Files.readAllLines(Path.of(file + ".out"));
        List<Map.Entry<String, int[]>> expected = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int[] ids = Arrays.stream(lines.get(i).strip().split(" ", -1))
                    .filter(id -> !id.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            expected.add(Map.entry(texts[i], ids));
        }
        return expected;
    }
}
