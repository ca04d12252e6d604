// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.attune.weights.TensorInfo;

/** ResNet's names in torchvision and timm, which are the same, as transformers has them. */
final class TorchvisionNames {

    private static final String STEM = "resnet.embedder.embedder.";
    private static final Pattern IN_BLOCK = Pattern.compile("layer(\\d)\\.(\\d+)\\.(conv|bn)(\\d)\\.(.+)");
    private static final Pattern SHORTCUT = Pattern.compile("layer(\\d)\\.(\\d+)\\.downsample\\.([01])\\.(.+)");

    private TorchvisionNames() {}

    static String whole(String stored) {
        Matcher block = IN_BLOCK.matcher(stored);
        Matcher shortcut = SHORTCUT.matcher(stored);
        if (block.matches()) {
            String kind = block.group(3).equals("conv") ? "convolution." : "normalization.";
            int number = Integer.parseInt(block.group(4)) - 1;
            return block(block) + ".layer." + number + "." + kind + block.group(5);
        } else if (shortcut.matches()) {
            String kind = shortcut.group(3).equals("0") ? ".shortcut.convolution." : ".shortcut.normalization.";
            return block(shortcut) + kind + shortcut.group(4);
        } else if (stored.startsWith("conv1.")) {
            return STEM + "convolution." + stored.substring("conv1.".length());
        } else if (stored.startsWith("bn1.")) {
            return STEM + "normalization." + stored.substring("bn1.".length());
        }
        return stored.startsWith("fc.") ? "classifier.1." + stored.substring("fc.".length()) : stored;
    }

    private static String block(Matcher name) {
        int stage = Integer.parseInt(name.group(1)) - 1;
        return "resnet.encoder.stages." + stage + ".layers." + name.group(2);
    }

    /** config.json of a checkpoint that has none. */
    static Optional<Map<String, Object>> infer(Map<String, TensorInfo> tensors) {
        TensorInfo stem = tensors.get("conv1.weight");
        if (stem == null
                || stem.shape().length != 4
                || stem.shape()[2] != ResNetStem.SIDE
                || !tensors.containsKey("layer4.0.conv1.weight")) {
            return Optional.empty();
        }
        String last = tensors.containsKey("layer1.0.conv3.weight") ? "3" : "2";
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", ResNet.TYPE);
        config.put("num_channels", stem.shape()[1]);
        config.put("embedding_size", stem.shape()[0]);
        config.put("layer_type", last.equals("3") ? "bottleneck" : "basic");
        config.put("depths", depths(tensors.keySet(), 4));
        config.put(
                "hidden_sizes",
                IntStream.rangeClosed(1, 4)
                        .mapToObj(stage -> tensors.get("layer" + stage + ".0.conv" + last + ".weight"))
                        .map(info -> info == null ? 0 : info.shape()[0])
                        .toList());
        return Optional.of(config);
    }

    /** Blocks in each stage. */
    static List<Integer> depths(Iterable<String> names, int stages) {
        int[] depths = new int[stages];
        for (String name : names) {
            Matcher block = IN_BLOCK.matcher(name);
            if (block.matches() && Integer.parseInt(block.group(1)) <= stages) {
                int stage = Integer.parseInt(block.group(1)) - 1;
                depths[stage] = Math.max(depths[stage], Integer.parseInt(block.group(2)) + 1);
            }
        }
        return IntStream.of(depths).boxed().toList();
    }
}
