// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attune.config.ImageConfig;
import org.attune.data.image.ImageSizing;
import org.attune.data.image.Resampling;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads preprocessor_config.json as transformers' processors of images do, and writes it as one of them reads it. */
final class PreprocessorFields {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LARGEST = 1 << 12;

    /** Below this size ConvNext's processor cuts the middle out of an image that is larger by crop_pct. */
    private static final int CONVNEXT_WHOLE = 384;

    private final JsonNode json;
    private final String where;
    private final Problems problems;

    PreprocessorFields(JsonNode json, String where, Problems problems) {
        this.json = json;
        this.where = where;
        this.problems = problems;
    }

    PreprocessorFields(String text, String where, Problems problems) {
        this(MAPPER.readTree(text), where, problems);
    }

    /** Writes what a recipe asks for over what the file says. */
    static void override(ObjectNode json, ImageConfig asked) {
        boolean stretches = asked.resize() == ImageConfig.Resize.STRETCH
                || (asked.resize() == ImageConfig.Resize.AUTO
                        && !json.path("do_center_crop").asBoolean(false)
                        && !json.path("size").has("shortest_edge"));
        Optional<Integer> size =
                asked.size().or(() -> asked.resize() == ImageConfig.Resize.AUTO ? Optional.empty() : own(json));
        size.ifPresent(side -> {
            json.remove(List.of("crop_pct", "crop_size", "do_center_crop"));
            ObjectNode square = stretches ? json.putObject("size") : json.putObject("crop_size");
            square.put("height", side).put("width", side);
            if (!stretches) {
                json.put("do_center_crop", true).putObject("size").put("shortest_edge", side);
            }
        });
        if (asked.channels() != ImageConfig.Channels.AUTO) {
            json.put("do_flip_channel_order", asked.channels() == ImageConfig.Channels.BGR);
        }
        asked.scale().ifPresent(scale -> json.put("do_rescale", true).put("rescale_factor", scale));
        asked.mean()
                .ifPresent(mean -> mean.forEach(json.put("do_normalize", true).putArray("image_mean")::add));
        asked.deviation()
                .ifPresent(each -> each.forEach(json.put("do_normalize", true).putArray("image_std")::add));
    }

    /** The size that the model sees as the file has it. */
    private static Optional<Integer> own(ObjectNode json) {
        JsonNode size = json.has("crop_size") ? json.path("crop_size") : json.path("size");
        int side = size.isInt()
                ? size.asInt()
                : size.path("height").asInt(size.path("shortest_edge").asInt(0));
        return Optional.of(side).filter(one -> one > 0);
    }

    ImageSizing sizing() {
        Resampling resampling =
                Resampling.numbered(json.path("resample").asInt(2)).orElse(Resampling.BILINEAR);
        JsonNode size = json.path("size");
        int shorter = size.path("shortest_edge").asInt(0);
        boolean crops = json.path("do_center_crop").asBoolean(false);
        if (!json.path("do_resize").asBoolean(true) || json.path("do_pad").asBoolean(false)) {
            wrong("do_resize", "no resizing, or padding", "images are resized");
        }
        if (shorter > 0 && json.has("crop_pct") && shorter < CONVNEXT_WHOLE) {
            double share = json.path("crop_pct").asDouble(1);
            return checked((int) (shorter / share), shorter, shorter, resampling);
        } else if (shorter > 0 && !crops) {
            return json.has("crop_pct")
                    ? checked(0, shorter, shorter, resampling)
                    : checked(shorter, shorter, shorter, resampling);
        }
        int height = size.isInt() ? size.asInt() : size.path("height").asInt(shorter);
        int width = size.isInt() ? height : size.path("width").asInt(shorter);
        if (!crops) {
            return checked(0, height, width, resampling);
        }
        JsonNode crop = json.path("crop_size");
        int cropHeight = crop.isInt() ? crop.asInt() : crop.path("height").asInt(height);
        int cropWidth = crop.isInt() ? cropHeight : crop.path("width").asInt(width);
        return checked(shorter > 0 ? shorter : Math.min(height, width), cropHeight, cropWidth, resampling);
    }

    private ImageSizing checked(int shorter, int height, int width, Resampling resampling) {
        boolean holds =
                height > 0 && width > 0 && height <= LARGEST && width <= LARGEST && shorter <= LARGEST && shorter >= 0;
        if (!holds) {
            wrong("size", Problem.quote(json.path("size")), "a size from 1 to " + LARGEST + " pixels");
        }
        return holds ? new ImageSizing(shorter, height, width, resampling) : new ImageSizing(0, 1, 1, resampling);
    }

    double scale() {
        return json.path("do_rescale").asBoolean(true)
                ? json.path("rescale_factor").asDouble(1.0 / 255)
                : 1;
    }

    boolean isReversed() {
        return json.path("do_flip_channel_order").asBoolean(false);
    }

    /** One number for each channel; a single one is for all. */
    double[] colours(String when, String key, int channels, double otherwise) {
        double[] colours = new double[channels];
        Arrays.fill(colours, otherwise);
        JsonNode given = json.path(key);
        if (!json.path(when).asBoolean(true) || given.isMissingNode() || given.isNull()) {
            return colours;
        }
        List<JsonNode> each = given.isArray() ? given.valueStream().toList() : List.of(given);
        boolean right = (each.size() == channels || each.size() == 1)
                && each.stream().allMatch(one -> one.isNumber() && (otherwise == 0 || one.asDouble() > 0));
        if (!right) {
            wrong(key, Problem.quote(given), "a number for each of " + channels + " channels");
            return colours;
        }
        for (int i = 0; i < channels; i++) {
            colours[i] = each.get(each.size() == 1 ? 0 : i).asDouble();
        }
        return colours;
    }

    private void wrong(String key, String found, String expected) {
        problems.add(
                "model.preprocessor",
                where + ": preprocessor_config.json: " + key,
                found,
                expected,
                "say it in the recipe under data.image, or mend the file");
    }

    /** @param colours mean and deviation */
    String text(List<double[]> colours) {
        ImageSizing sizing = sizing();
        ObjectNode file = MAPPER.createObjectNode();
        boolean stretches = sizing.shorter() == 0;
        file.put("image_processor_type", stretches ? "ViTImageProcessor" : "BitImageProcessor");
        file.put("do_convert_rgb", true).put("do_resize", true);
        file.put("resample", sizing.resampling().number());
        ObjectNode size = file.putObject("size");
        if (stretches) {
            size.put("height", sizing.height()).put("width", sizing.width());
        } else {
            size.put("shortest_edge", sizing.shorter());
            file.put("do_center_crop", true)
                    .putObject("crop_size")
                    .put("height", sizing.height())
                    .put("width", sizing.width());
        }
        file.put("do_rescale", true).put("rescale_factor", scale()).put("do_normalize", true);
        Arrays.stream(colours.get(0)).forEach(file.putArray("image_mean")::add);
        Arrays.stream(colours.get(1)).forEach(file.putArray("image_std")::add);
        if (isReversed()) {
            file.put("do_flip_channel_order", true);
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    }
}
