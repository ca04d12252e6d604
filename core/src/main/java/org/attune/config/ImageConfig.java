// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How images become pixels, where it is not as the model's directory says.
 *
 * @param size height and width in pixels
 * @param scale what the values 0 to 255 are multiplied by first
 * @param mean of each channel, in the order of the channels, taken off next
 * @param deviation of each channel, divided by last
 */
public record ImageConfig(
        Optional<Integer> size,
        Resize resize,
        Channels channels,
        Optional<Double> scale,
        Optional<List<Double>> mean,
        Optional<List<Double>> deviation) {

    public static final ImageConfig DEFAULT = new ImageConfig(
            Optional.empty(), Resize.AUTO, Channels.AUTO, Optional.empty(), Optional.empty(), Optional.empty());

    /** How an image of another shape becomes square. */
    public enum Resize {
        AUTO,
        /** Both sides to the size, whatever that does to the shape. */
        STRETCH,
        /** The shorter side to the size, and the middle of the other. */
        CROP
    }

    /** The order of a pixel's colours. */
    public enum Channels {
        AUTO,
        RGB,
        BGR
    }

    private static final Kind<List<Double>> NUMBERS = Kinds.of("a list of numbers", ImageConfig::numbers, list -> list);

    public ImageConfig {
        Rules.of("data.image")
                .between("size", size.orElse(1), 1, 4096)
                .above("scale", scale.orElse(1.0), 0)
                .that(hasColours(mean), "mean", "one number, or one for each of three channels", mean)
                .that(hasColours(deviation), "std", "one number, or one for each of three channels", deviation)
                .that(
                        deviation.stream().flatMap(List::stream).allMatch(one -> one > 0),
                        "std",
                        "more than 0",
                        deviation)
                .check();
    }

    private static boolean hasColours(Optional<List<Double>> numbers) {
        return numbers.map(List::size).filter(count -> count != 1 && count != 3).isEmpty();
    }

    static ImageConfig bind(Section image) {
        Optional<Integer> size = image.optional("size", Kinds.WHOLE, "auto");
        Resize resize = image.choice("resize", Resize.AUTO);
        Channels channels = image.choice("channels", Channels.AUTO);
        Optional<Double> scale = image.optional("scale", Kinds.NUMBER, "auto");
        Optional<List<Double>> mean = image.optional("mean", NUMBERS, "auto");
        Optional<List<Double>> deviation = image.optional("std", NUMBERS, "auto");
        image.finish();
        return image.build(() -> new ImageConfig(size, resize, channels, scale, mean, deviation), DEFAULT);
    }

    private static Optional<List<Double>> numbers(Node node) {
        if (!(node instanceof ListNode list)) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        list.items().forEach(item -> Kinds.NUMBER.read(item).ifPresent(numbers::add));
        return numbers.size() == list.items().size() ? Optional.of(numbers) : Optional.empty();
    }
}
