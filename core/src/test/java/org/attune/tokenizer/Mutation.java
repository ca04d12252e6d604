// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Breaks a tokenizer.json: a few changes in its tree, sometimes one in its bytes. */
final class Mutation {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1",
            "2",
            "255",
            "4294967295",
            "1e400",
            "1.5",
            "-0.0",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"▁\"",
            "\"😀\"",
            "\"[UNK]\"",
            "\"<s>\"",
            "\"a\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[0]",
            "[\"a\",0]",
            "{\"String\":\"\"}",
            "{\"String\":\"a\"}",
            "{\"Regex\":\"\"}",
            "{\"Regex\":\"(a*)*b\"}",
            "{\"Regex\":\"\\\\s*\\\\s*$\"}",
            "{\"Regex\":\"(?=a)|b?\"}",
            "{\"Regex\":\"\\\\b\"}",
            "{\"Regex\":\"(?<=.)\"}",
            "{\"Regex\":\"[^\\\\s\\\\S]\"}",
            "{\"Regex\":\".+\"}",
            "{\"Regex\":\" ?[^(\\\\s|[.,!?])]+\"}",
            "{\"Regex\":\"$\"}",
            "{\"Regex\":\"\\\\p{L}{1,3}(?=(?:\\\\p{L}{3})*\\\\b)\"}",
            "{\"Regex\":\"(?i:x|y)?z*\"}",
            "\"Isolated\"",
            "\"Removed\"",
            "\"MergedWithNext\"",
            "\"MergedWithPrevious\"",
            "\"Contiguous\"",
            "\"first\"",
            "\"never\"",
            "\"always\"");

    private static final List<String> COMPONENTS = List.of(
            "{\"type\":\"Lowercase\"}",
            "{\"type\":\"NFKD\"}",
            "{\"type\":\"NFC\"}",
            "{\"type\":\"Nmt\"}",
            "{\"type\":\"StripAccents\"}",
            "{\"type\":\"ByteLevel\"}",
            "{\"type\":\"Fuse\"}",
            "{\"type\":\"ByteFallback\"}",
            "{\"type\":\"Whitespace\"}",
            "{\"type\":\"WhitespaceSplit\"}",
            "{\"type\":\"UnicodeScripts\"}",
            "{\"type\":\"BertPreTokenizer\"}",
            "{\"type\":\"Strip\",\"strip_left\":true,\"strip_right\":true}",
            "{\"type\":\"Prepend\",\"prepend\":\"▁\"}",
            "{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":\"\"}",
            "{\"type\":\"Replace\",\"pattern\":{\"Regex\":\".\"},\"content\":\"ab\"}",
            "{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"x*\"},\"content\":\"y\"}",
            "{\"type\":\"Replace\",\"pattern\":{\"String\":\"e\"},\"content\":\"\\u0301\"}",
            "{\"type\":\"Strip\",\"content\":\" \",\"start\":3,\"stop\":2}",
            "{\"type\":\"BPEDecoder\",\"suffix\":\"\"}",
            "{\"type\":\"CTC\",\"pad_token\":\"\",\"word_delimiter_token\":\"|\",\"cleanup\":true}",
            "{\"type\":\"WordPiece\",\"prefix\":\"\",\"cleanup\":true}",
            "{\"type\":\"Metaspace\",\"replacement\":\"_\",\"prepend_scheme\":\"first\",\"split\":false}",
            "{\"type\":\"Punctuation\",\"behavior\":\"Isolated\"}",
            "{\"type\":\"Digits\",\"individual_digits\":true}",
            "{\"type\":\"CharDelimiterSplit\",\"delimiter\":\"e\"}",
            "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"\\\\w+\"},\"behavior\":\"Removed\",\"invert\":true}",
            "{\"type\":\"Split\",\"pattern\":{\"String\":\"o\"},\"behavior\":\"MergedWithNext\",\"invert\":false}",
            "{\"type\":\"ByteLevel\",\"add_prefix_space\":true,\"trim_offsets\":true,\"use_regex\":true}",
            "{\"type\":\"BertProcessing\",\"sep\":[\"a\",1],\"cls\":[\"b\",0]}",
            "{\"type\":\"RobertaProcessing\",\"sep\":[\"a\",1],\"cls\":[\"b\",0],\"trim_offsets\":true,\"add_prefix_space\":false}",
            "{\"type\":\"BertNormalizer\",\"clean_text\":true,\"handle_chinese_chars\":true,\"strip_accents\":true,\"lowercase\":false}");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    byte[] of(byte[] file) {
        ObjectNode root = (ObjectNode) TokenizerJson.parse(file, "seed").deepCopy();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            change(root);
        }
        byte[] bytes = TokenizerJson.mapper().writeValueAsBytes(root);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(50) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private void change(ObjectNode root) {
        switch (random.nextInt(6)) {
            case 0 -> section(root);
            case 1 -> root.set(pick(List.of("normalizer", "pre_tokenizer", "decoder")), parsed(pick(COMPONENTS)));
            default -> inside(root);
        }
    }

    /** Puts components together into a sequence. */
    private void section(ObjectNode root) {
        String[] names = pick(List.of(
                new String[] {"normalizer", "normalizers"},
                new String[] {"pre_tokenizer", "pretokenizers"},
                new String[] {"decoder", "decoders"}));
        ObjectNode sequence = root.objectNode().put("type", "Sequence");
        ArrayNode parts = sequence.putArray(names[1]);
        for (int i = random.nextInt(4); i >= 0; i--) {
            JsonNode old = root.path(names[0]);
            parts.add(i == 0 && old.isObject() ? old.deepCopy() : parsed(pick(COMPONENTS)));
        }
        root.set(names[0], sequence);
    }

    private void inside(ObjectNode root) {
        JsonNode node = root;
        while (true) {
            List<String> keys = new ArrayList<>(node.propertyNames());
            boolean stop = random.nextInt(6) == 0;
            if (node instanceof ObjectNode object && !keys.isEmpty()) {
                String key = pick(keys);
                if (stop || !node.path(key).isContainer() || node.path(key).isEmpty()) {
                    replace(object, key);
                    return;
                }
                node = node.path(key);
            } else if (node instanceof ArrayNode array && !array.isEmpty()) {
                int at = random.nextInt(array.size());
                if (stop || !array.get(at).isContainer()) {
                    replace(array, at);
                    return;
                }
                node = array.get(at);
            } else {
                return;
            }
        }
    }

    private void replace(ObjectNode object, String key) {
        switch (random.nextInt(5)) {
            case 0 -> object.remove(key);
            case 1 -> object.set(pick(List.of("", "a", "[UNK]", "type", "</s>", "ids")), object.path(key));
            default -> object.set(key, value(object.path(key)));
        }
    }

    private void replace(ArrayNode array, int at) {
        switch (random.nextInt(4)) {
            case 0 -> array.remove(at);
            case 1 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
            default -> array.set(at, value(array.get(at)));
        }
    }

    private JsonNode value(JsonNode old) {
        if (old.isString() && random.nextInt(3) == 0) {
            return text(old.stringValue());
        }
        return parsed(random.nextInt(12) == 0 ? pick(COMPONENTS) : pick(VALUES));
    }

    /** One character of a text is another one; of base64 one byte. */
    private JsonNode text(String old) {
        ObjectNode holder = TokenizerJson.mapper().createObjectNode();
        if (old.length() > 100 && old.matches("[A-Za-z0-9+/]+=*")) {
            byte[] bytes = old.substring(0, old.length() / 4 * 4).getBytes(StandardCharsets.US_ASCII);
            byte[] decoded = Base64.getDecoder().decode(bytes);
            int at = random.nextInt(3) == 0 ? random.nextInt(64) : random.nextInt(decoded.length);
            decoded[Math.min(at, decoded.length - 1)] = (byte) random.nextInt(256);
            return holder.put("v", Base64.getEncoder().encodeToString(decoded)).path("v");
        }
        StringBuilder changed = new StringBuilder(old);
        int at = random.nextInt(old.length() + 1);
        if (at < old.length() && random.nextBoolean()) {
            changed.deleteCharAt(at);
        } else {
            changed.insert(at, pick(List.of("*", "+", "(", ")", "[", "\\", "{2,}", "#", "Ġ", " ", "é", "😀")));
        }
        return holder.put("v", changed.toString()).path("v");
    }

    private static JsonNode parsed(String json) {
        return TokenizerJson.mapper().readTree(json);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
