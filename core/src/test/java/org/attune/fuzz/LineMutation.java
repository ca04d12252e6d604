// SPDX-License-Identifier: Apache-2.0
package org.attune.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Breaks a file of lines and fields: lines lost, moved, joined, indented or there twice, fields with other values. */
public final class LineMutation {

    private final Random random;
    private final String separators;
    private final List<String> values;

    /**
     * @param separators the characters that end a field
     * @param values what a field becomes
     */
    public LineMutation(Random random, String separators, List<String> values) {
        this.random = random;
        this.separators = separators;
        this.values = values;
    }

    /** One to three changes. Bytes that are no UTF-8 stay as they are. */
    public byte[] of(byte[] sound) {
        String text = new String(sound, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            change(lines);
        }
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void change(List<String> lines) {
        int at = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(10)) {
            case 0 -> lines.add(other, lines.get(at));
            case 1 -> lines.set(at, "");
            case 2 -> Collections.swap(lines, at, other);
            case 3 -> lines.set(at, " ".repeat(1 + random.nextInt(4)) + lines.get(at));
            case 4 -> lines.set(at, lines.get(at) + lines.get(other).strip());
            case 5 -> lines.addAll(other, Collections.nCopies(1 + random.nextInt(300), lines.get(at)));
            default -> lines.set(at, field(lines.get(at)));
        }
    }

    private String field(String line) {
        int begin = line.isEmpty() ? 0 : random.nextInt(line.length());
        while (begin > 0 && separators.indexOf(line.charAt(begin - 1)) < 0) {
            begin--;
        }
        int end = begin;
        while (end < line.length() && separators.indexOf(line.charAt(end)) < 0) {
            end++;
        }
        byte[] value = values.get(random.nextInt(values.size())).getBytes(StandardCharsets.UTF_8);
        return line.substring(0, begin) + new String(value, StandardCharsets.ISO_8859_1) + line.substring(end);
    }
}
