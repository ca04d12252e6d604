// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A sample laid out token by token: what the model sees and what it learns. */
public final class TokenPreview {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String GREEN = "\u001b[32m";
    private static final String FAINT = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private TokenPreview() {}

    /**
     * One token.
     *
     * @param text the stretch of text that it stands for; tokens that share a character each show it
     * @param role who wrote it; empty where that cannot be told
     * @param message the message's place, from 0; -1 where that cannot be told
     */
    public record Line(int place, int id, String text, String role, int message, boolean trained) {}

    public static List<Line> lines(ChatSample sample) {
        List<Line> lines = new ArrayList<>(sample.length());
        for (int i = 0; i < sample.length(); i++) {
            lines.add(new Line(
                    i, sample.ids()[i], sample.text(i), sample.role(i), sample.message()[i], sample.trained()[i]));
        }
        return lines;
    }

    /**
     * One line per token: place, id, role, {@code +} where it is trained, and its text in quotes; then the totals.
     *
     * @param colours whether trained tokens are green and others faint
     */
    public static String text(ChatSample sample, boolean colours) {
        StringBuilder out = new StringBuilder();
        for (Line line : lines(sample)) {
            String colour = line.trained() ? GREEN : FAINT;
            out.append(colours ? colour : "")
                    .append(String.format(
                            "%5d %7d %-9s %s %s",
                            line.place(), line.id(), line.role(), line.trained() ? "+" : " ", quoted(line.text())))
                    .append(colours ? PLAIN : "")
                    .append('\n');
        }
        return out.append(sample.length() + " tokens, " + sample.targets() + " trained\n")
                .toString();
    }

    /** With every character that does not show spelled out; quotes stay as they are. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** {@code {"text", "length", "trained", "tokens": [{"id", "text", "role", "message", "trained"}]}}. */
    public static String json(ChatSample sample) {
        List<Map<String, Object>> tokens = new ArrayList<>();
        for (Line line : lines(sample)) {
            Map<String, Object> token = new LinkedHashMap<>();
            token.put("id", line.id());
            token.put("text", line.text());
            token.put("role", line.role());
            token.put("message", line.message());
            token.put("trained", line.trained());
            tokens.add(token);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("text", sample.text());
        all.put("length", sample.length());
        all.put("trained", sample.targets());
        all.put("tokens", tokens);
        return MAPPER.writeValueAsString(all);
    }
}
