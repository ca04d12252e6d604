// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.attune.problem.Problems;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class CharsmapRuleTest {

    /** A trie that knows one key, "a", whose replacement stands at {@code value}. */
    private static int[] trie(int value) {
        int[] units = new int[512];
        units[0] = 256 << 10;
        units[256 ^ 'a'] = 'a' | 1 << 8 | (128 << 10);
        units[256 ^ 'a' ^ 128] = value | 1 << 31;
        return units;
    }

    @Test
    void a_sound_map_is_accepted_and_used() {
        String map = base64(trie(0), "xyz\0");
        assertThat(problems(map)).isEmpty();
        ObjectNode root = (ObjectNode) Golden.json("unigram.tokenizer");
        root.set("normalizer", root.objectNode().put("type", "Precompiled").put("precompiled_charsmap", map));
        byte[] bytes = TokenizerJson.mapper().writeValueAsBytes(root);
        try (TextTokenizer tokenizer = TextTokenizer.of(bytes, "x")) {
            assertThat(tokenizer.contentIds("a")).isEqualTo(tokenizer.contentIds("xyz"));
        }
    }

    @Test
    void a_trie_that_points_outside_itself_is_refused() {
        int[] root = trie(0);
        root[0] = 1 << 29;
        int[] leaf = trie(0);
        leaf[256 ^ 'a'] = 'a' | 1 << 8 | (1 << 29);
        for (int[] units : List.of(root, leaf, new int[] {0})) {
            assertThat(problems(base64(units, "x\0"))).containsAnyOf("outside itself", "outside the replacements");
        }
    }

    @Test
    void a_leaf_must_point_at_the_first_byte_of_a_character() {
        assertThat(problems(base64(trie(1), "é\0"))).contains("outside the replacements");
        assertThat(problems(base64(trie(3), "é\0"))).contains("outside the replacements");
        assertThat(problems(base64(trie(0), "é\0"))).isEmpty();
    }

    @Test
    void sizes_are_checked() {
        assertThat(problems("%%")).contains("base64");
        assertThat(problems("AAAA")).contains("a trie of that size");
        assertThat(problems(base64(trie(0), "x".repeat(65) + "\0"))).contains("longer than 64 bytes");
    }

    private static String base64(int[] units, String replacements) {
        byte[] text = replacements.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer =
                ByteBuffer.allocate(4 + units.length * 4 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(units.length * 4);
        for (int unit : units) {
            buffer.putInt(unit);
        }
        return Base64.getEncoder().encodeToString(buffer.put(text).array());
    }

    private static String problems(String map) {
        Problems problems = new Problems();
        var node = TokenizerJson.mapper().createObjectNode().put("m", map);
        CharsmapRule.check(new Place("m", node.path("m"), problems));
        return problems.list().toString().replace("[]", "");
    }
}
