// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * Ways to change an image's size, bit for bit as Pillow does: one pass along each side, in whole numbers of 22 bits, with the filter
 * stretched by the reduction, so that nothing between is left out.
 */
public enum Resampling {
    NEAREST(0, 0),
    LANCZOS(1, 3),
    BILINEAR(2, 1),
    BICUBIC(3, 2),
    BOX(4, 0.5),
    HAMMING(5, 1);

    private static final int BITS = 22;

    private final int number;
    private final double support;

    Resampling(int number, double support) {
        this.number = number;
        this.support = support;
    }

    /** What a value at this distance counts, in places of the smaller image. */
    private double filter(double x) {
        return switch (this) {
            case NEAREST -> 0;
            case LANCZOS -> Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
            case BILINEAR -> Math.max(0, 1 - Math.abs(x));
            case BICUBIC -> cubic(Math.abs(x));
            case BOX -> x > -0.5 && x <= 0.5 ? 1 : 0;
            case HAMMING -> hamming(Math.abs(x) * Math.PI);
        };
    }

    /** By the number in preprocessor_config.json. */
    public static Optional<Resampling> numbered(int number) {
        return Arrays.stream(values()).filter(one -> one.number == number).findFirst();
    }

    public int number() {
        return number;
    }

    public Pixels resize(Pixels image, int width, int height) {
        if (image.width() == width && image.height() == height) {
            return image;
        } else if (this == NEAREST) {
            return nearest(image, width, height);
        }
        Pixels wide = image.width() == width ? image : along(image, width);
        return wide.height() == height ? wide : turned(along(turned(wide), height));
    }

    /** To another width. */
    private Pixels along(Pixels image, int width) {
        Pixels resized = Pixels.black(width, image.height());
        double scale = (double) image.width() / width;
        double stretch = Math.max(1, scale);
        for (int x = 0; x < width; x++) {
            double centre = (x + 0.5) * scale;
            int from = Math.max(0, (int) (centre - support * stretch + 0.5));
            int to = Math.min(image.width(), (int) (centre + support * stretch + 0.5));
            int[] weights = weights(from, to, centre, stretch);
            for (int y = 0; y < image.height(); y++) {
                for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
                    resized.rgb()[Pixels.CHANNELS * (y * width + x) + channel] =
                            mixed(image, from, y, channel, weights);
                }
            }
        }
        return resized;
    }

    private static byte mixed(Pixels image, int from, int y, int channel, int[] weights) {
        int sum = 1 << (BITS - 1);
        for (int i = 0; i < weights.length; i++) {
            sum += image.at(from + i, y, channel) * weights[i];
        }
        return (byte) Math.max(0, Math.min(255, sum >> BITS));
    }

    private int[] weights(int from, int to, double centre, double stretch) {
        double[] exact = new double[Math.max(0, to - from)];
        double total = 0;
        for (int i = 0; i < exact.length; i++) {
            exact[i] = filter((i + from - centre + 0.5) * (1 / stretch));
            total += exact[i];
        }
        int[] weights = new int[exact.length];
        for (int i = 0; i < weights.length; i++) {
            double share = (total == 0 ? exact[i] : exact[i] / total) * (1 << BITS);
            weights[i] = (int) (share < 0 ? share - 0.5 : share + 0.5);
        }
        return weights;
    }

    /** Rows as columns. */
    private static Pixels turned(Pixels image) {
        int rows = image.height();
        int columns = image.width();
        Pixels turned = Pixels.black(rows, columns);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                image.copy(x, y, turned, y, x);
            }
        }
        return turned;
    }

    private static Pixels nearest(Pixels image, int width, int height) {
        Pixels resized = Pixels.black(width, height);
        int[] columns = places(image.width(), width);
        int[] rows = places(image.height(), height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.copy(columns[x], rows[y], resized, x, y);
            }
        }
        return resized;
    }

    /** Added up, as Pillow does, and not multiplied. */
    private static int[] places(int from, int to) {
        int[] places = new int[to];
        double step = (double) from / to;
        double place = step * 0.5;
        for (int i = 0; i < to; i++) {
            places[i] = Math.min(from - 1, (int) place);
            place += step;
        }
        return places;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }

    /** Keys 1981 with a = -1/2. */
    private static double cubic(double x) {
        double a = -0.5;
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }

    private static double hamming(double x) {
        if (x == 0) {
            return 1;
        }
        return x >= Math.PI ? 0 : Math.sin(x) / x * (0.54 + 0.46 * Math.cos(x));
    }
}
