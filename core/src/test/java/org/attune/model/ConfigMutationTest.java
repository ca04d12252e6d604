// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.attune.problem.InputException;
import org.attune.tensor.KeyedRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in config.json, it is read or refused. */
class ConfigMutationTest {

    private static final int TRIES = 1500;

    private static final Pattern MEMBER = Pattern.compile("\"([a-z_]+)\": ([^,\\n\\[{]+)(,?)\\n");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1",
            "2147483648",
            "1e400",
            "-0.0",
            "99999999999999999999999999",
            "\"\"",
            "\"NaN\"",
            "\"relu\"",
            "[]",
            "{}",
            "[[[[[[]]]]]]",
            "{\"a\": {\"b\": null}}",
            "0.5",
            "\"\\u0000\"",
            "[\"full_attention\"]",
            "3.0");

    @ParameterizedTest
    @MethodSource("org.attune.model.Golden#names")
    void a_changed_configuration_is_read_or_refused(String type) throws IOException {
        byte[] original = Files.readAllBytes(new Golden(type, "").folder().resolve("config.json"));
        int read = 0;
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            long key = KeyedRandom.key(i, type.hashCode());
            byte[] changed = i % 3 == 0 ? bytes(original, key) : values(original, key);
            try {
                ArchitectureConfig config = ArchitectureConfig.of(changed, "config.json");
                assertThat(config.sizes().width() % config.sizes().heads()).isZero();
                config.labels();
                read++;
            } catch (InputException e) {
                assertThat(e.problems()).isNotEmpty();
                refused++;
            }
        }
        assertThat(read).isGreaterThan(TRIES / 20);
        assertThat(refused).isGreaterThan(TRIES / 20);
    }

    private static byte[] bytes(byte[] original, long key) {
        byte[] changed = original.clone();
        for (int i = 0; i < 3; i++) {
            int place = (int) (KeyedRandom.uniform(key, i) * changed.length);
            changed[place] = (byte) (KeyedRandom.uniform(key, 100 + i) * 256);
        }
        int length = KeyedRandom.uniform(key, 200) < 0.8
                ? changed.length
                : (int) (KeyedRandom.uniform(key, 201) * changed.length);
        return Arrays.copyOf(changed, length);
    }

    private static byte[] values(byte[] original, long key) {
        String text = new String(original, StandardCharsets.UTF_8);
        List<MatchResult> members = MEMBER.matcher(text).results().toList();
        var member = members.get((int) (KeyedRandom.uniform(key, 1) * members.size()));
        String value = VALUES.get((int) (KeyedRandom.uniform(key, 2) * VALUES.size()));
        String replaced = "\"" + member.group(1) + "\": " + value + member.group(3) + "\n";
        return (text.substring(0, member.start()) + replaced + text.substring(member.end()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
