// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Settings and models for the tests. */
final class HubFixture {

    static final String REPOSITORY = "acme/small-bert";
    static final byte[] WEIGHTS = bytes(300_000, 1);
    static final byte[] TOKENIZER = bytes(2_000, 2);

    private HubFixture() {}

    static HubSettings settings(URI endpoint, Path cache, String... token) {
        Transport quick = new Transport(
                ProxySelector.getDefault(), Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1), 3);
        return new HubSettings(
                endpoint, cache, token.length == 0 ? Optional.empty() : Optional.of(token[0]), false, true, quick);
    }

    static HubSettings withoutLinks(HubSettings s) {
        return new HubSettings(s.endpoint(), s.cache(), s.token(), s.offline(), false, s.transport());
    }

    /** A sentence encoder as such repositories look, with much that nobody needs. */
    static Map<String, byte[]> encoder() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("config.json", text("{\"model_type\":\"bert\"}"));
        files.put("tokenizer.json", TOKENIZER);
        files.put("vocab.txt", text("[PAD]\n"));
        files.put("modules.json", text("[]"));
        files.put("1_Pooling/config.json", text("{\"pooling_mode_mean_tokens\":true}"));
        files.put("model.safetensors", WEIGHTS);
        files.put("pytorch_model.bin", bytes(5_000, 3));
        files.put("onnx/model.onnx", bytes(5_000, 4));
        files.put("README.md", text("# read me"));
        return files;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
