// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tokenizer.TextTokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tiny decoders of the goldens as model directories, with a tokenizer of as many words. */
final class TinyLanguage {

    /** Scores that the models of {@code tools/golden/decoders.py} have. */
    static final int WORDS = 40;

    private TinyLanguage() {}

    /** @param words that the tokenizer has */
    static Base open(Path folder, String decoder, int words) {
        try {
            for (String file : new String[] {"config.json", "model.safetensors"}) {
                Files.write(folder.resolve(file), resource(decoder + "/" + file));
            }
            Files.writeString(folder.resolve("tokenizer.json"), tokenizer(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ModelImport.open(folder);
    }

    /** In the caller's scope. */
    static Model build(Base base) {
        HeadRequest request = new HeadRequest(
                HeadRequest.Kind.LANGUAGE, 1, Pooling.AUTO, Init.PRETRAINED, true, OptionalDouble.empty());
        return base.build(request, Placement.cpu(Precision.FP64), 1);
    }

    /** Words {@code w0 w1 …}, each with a space before it when it is decoded. */
    static String tokenizer(int words) {
        String vocabulary = IntStream.range(0, words)
                .mapToObj(id -> "\"\u0120w" + id + "\":" + id)
                .collect(Collectors.joining(","));
        return "{\"version\":\"1.0\",\"added_tokens\":[],\"normalizer\":null,\"pre_tokenizer\":{\"type\":\"ByteLevel\","
                + "\"add_prefix_space\":true,\"trim_offsets\":true,\"use_regex\":true},\"post_processor\":null,"
                + "\"decoder\":{\"type\":\"ByteLevel\",\"add_prefix_space\":true,\"trim_offsets\":true,\"use_regex\":true},\"model\":{\"type\":\"WordLevel\",\"vocab\":{"
                + vocabulary
                + "},\"unk_token\":\"\u0120w0\"}}";
    }

    /** The tokenizer of {@code tools/golden/chat_masks.py}: bytes, some merges, and turns. */
    static TextTokenizer bytes() {
        return TextTokenizer.of(resource("chat/tokenizer.json"), "bytes");
    }

    static JsonNode golden(String file) {
        return JsonMapper.builder().build().readTree(new String(resource("generate/" + file), StandardCharsets.UTF_8));
    }

    static int[] ids(JsonNode list) {
        return list.values().stream().mapToInt(JsonNode::intValue).toArray();
    }

    static double[] numbers(JsonNode list) {
        return list.values().stream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static byte[] resource(String name) {
        try (InputStream in = TinyLanguage.class.getResourceAsStream("/golden/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
