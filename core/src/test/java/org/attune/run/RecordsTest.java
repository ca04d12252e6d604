// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

    @Test
    void a_manifest_read_again_is_equal_and_keeps_its_order(@TempDir Path folder) throws Exception {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("threads", 2);
        machine.put("cpu", "x \"y\"");
        machine.put("features", List.of("avx2", "bf16"));
        machine.put("share", 1.0);
        machine.put("peak", Long.MAX_VALUE);
        machine.put("broken", Double.NaN);
        machine.put("ok", true);
        machine.put("deep", Map.of("a", Map.of("b", 1.5f)));
        Manifest manifest = Manifest.empty().with("machine", machine).with("data", Map.of("train.csv", "abc"));
        Files.writeString(folder.resolve(Manifest.FILE), manifest.json());
        Manifest read = Manifest.read(folder).orElseThrow();
        assertThat(read).isEqualTo(manifest);
        assertThat(read.json()).isEqualTo(manifest.json());
        assertThat(read.sections().keySet()).containsExactly("machine", "data");
        assertThat(read.get("machine", "threads")).contains(2L);
        assertThat(read.get("machine", "broken")).contains("NaN");
        assertThat(read.get("none", "x")).isEmpty();
    }

    @Test
    void a_damaged_or_missing_manifest_is_empty(@TempDir Path folder) throws Exception {
        assertThat(Manifest.read(folder)).isEmpty();
        Files.writeString(folder.resolve(Manifest.FILE), "{\"a\":");
        assertThat(Manifest.read(folder)).isEmpty();
    }

    @Test
    void sub_seeds_follow_the_documented_rule_and_do_not_collide() throws Exception {
        byte[] name = "dropout".getBytes(StandardCharsets.UTF_8);
        byte[] domain = "attune-seed-1\0".getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(domain.length + 8 + name.length + 1 + 8);
        bytes.put(domain).putLong(13).put(name).put((byte) 0).putLong(2);
        long byRule = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()))
                .getLong();
        assertThat(new Seeds(13).named("dropout", 2)).isEqualTo(byRule);
        assertThat(new Seeds(13).named("dropout")).isEqualTo(new Seeds(13).named("dropout", 0));

        Set<Long> all = new HashSet<>();
        for (long seed = 0; seed < 5; seed++) {
            for (String each : List.of("order", "dropout", "split", "", "order1")) {
                for (int index = 0; index < 20; index++) {
                    all.add(new Seeds(seed).named(each, index));
                }
            }
        }
        assertThat(all).hasSize(500);
    }

    @Test
    void an_identity_names_at_most_five_differences() {
        Map<String, String> was = new LinkedHashMap<>();
        Map<String, String> now = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            was.put("k" + i, "1");
            now.put("k" + i, "2");
        }
        Identity before = new Identity(was, Map.of(), "m");
        assertThat(before.differencesTo(new Identity(now, Map.of(), "m")))
                .hasSize(5)
                .first()
                .isEqualTo("k0: was \"1\", is \"2\"");
        assertThat(before.differencesTo(before)).isEmpty();
        assertThat(Identity.read(Json.pretty(before.json()))).contains(before);
    }

    @Test
    void a_value_left_open_is_the_same_as_what_it_is_here_and_as_itself_anywhere() {
        Map<String, String> two = Map.of("threads", "2");
        Identity open = new Identity(Map.of("threads", "all"), Map.of(), "m", two);
        Identity openElsewhere = new Identity(Map.of("threads", "all"), Map.of(), "m", Map.of("threads", "8"));
        Identity closed = new Identity(Map.of("threads", "2"), Map.of(), "m", two);
        Identity closedElsewhere = new Identity(Map.of("threads", "2"), Map.of(), "m", Map.of("threads", "8"));

        assertThat(open.differencesTo(closed)).isEmpty();
        assertThat(closed.differencesTo(open)).isEmpty();
        assertThat(open.differencesTo(openElsewhere)).isEmpty();
        assertThat(closed.differencesTo(closedElsewhere)).isEmpty();
        assertThat(open.differencesTo(closedElsewhere)).containsExactly("threads: was \"all\" (here \"8\"), is \"2\"");
        assertThat(Json.pretty(open.json())).doesNotContain("2");
    }
}
