// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.weights.TensorInfo;

/**
 * What a model is to those who choose one, from its files alone; no weight is read.
 *
 * @param parameters values that can be learnt
 * @param bytes of them as they are stored
 * @param licence as the Hub writes it, by the head of its README.md; empty where nothing says it
 */
public record ModelFacts(long parameters, long bytes, String licence) {

    private static final Map<String, String> BUILT_IN = Map.of("builtin:minilm", "apache-2.0");
    private static final Pattern LICENCE = Pattern.compile("(?m)^license: *[\"']?([A-Za-z0-9._-]{1,60})[\"']?\\s*$");
    private static final int LONGEST_HEAD = 1 << 16;

    public static ModelFacts of(Base base) {
        List<TensorInfo> learnt = base.weights().tensors().values().stream()
                .filter(ModelFacts::isLearnt)
                .toList();
        return new ModelFacts(
                learnt.stream().mapToLong(TensorInfo::elements).sum(),
                learnt.stream().mapToLong(TensorInfo::bytes).sum(),
                licence(base));
    }

    /** Checkpoints also hold buffers of whole numbers, positions for example. */
    public static boolean isLearnt(TensorInfo tensor) {
        return tensor.dtype().name().contains("F");
    }

    /** Of a built-in model; empty for another one. */
    public static String builtInLicence(String model) {
        return BUILT_IN.getOrDefault(model, "");
    }

    private static String licence(Base base) {
        String known = builtInLicence(base.description());
        return known.isEmpty()
                ? base.directory()
                        .map(folder -> stated(folder.resolve("README.md")))
                        .orElse("")
                : known;
    }

    /** Only the head between two lines of dashes: what a README says elsewhere may be of something else. */
    private static String stated(Path card) {
        if (!Files.isRegularFile(card)) {
            return "";
        }
        try (var in = Files.newInputStream(card)) {
            String text = new String(in.readNBytes(LONGEST_HEAD), StandardCharsets.UTF_8).replace("\r\n", "\n");
            int end = text.startsWith("---\n") ? text.indexOf("\n---", 3) : -1;
            Matcher found = LICENCE.matcher(end < 0 ? "" : text.substring(0, end));
            return found.find() ? found.group(1) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
