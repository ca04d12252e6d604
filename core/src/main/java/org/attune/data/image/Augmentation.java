// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

import org.attune.config.AugmentConfig;
import org.attune.tensor.KeyedRandom;

/** What chance does to an image, a function of the image and a key alone. */
public record Augmentation(AugmentConfig config, ImageSizing sizing) {

    private static final int TRIES = 10;

    /** The draws of one image, one after another. */
    private static final class Draws {
        private final long key;
        private int drawn;

        private Draws(long key) {
            this.key = key;
        }

        double between(double low, double high) {
            return low + (high - low) * KeyedRandom.uniform(key, drawn++);
        }

        /** From 0 to {@code most}. */
        int upTo(int most) {
            return Math.min(most, (int) between(0, most + 1.0));
        }
    }

    /** From what is kept of an image to what the model sees of it. */
    public Pixels of(Pixels kept, long key) {
        Draws draws = new Draws(key);
        Pixels seen = switch (config.crop()) {
            case NONE -> sizing.middle(kept);
            case SHIFTED -> shifted(sizing.middle(kept), draws);
            case RESIZED -> part(kept, draws);
        };
        if (config.flip() && draws.between(0, 1) < 0.5) {
            seen = seen.mirrored();
        }
        if (config.rotation() > 0) {
            seen = turned(seen, Math.toRadians(draws.between(-config.rotation(), config.rotation())));
        }
        if (config.colour() > 0) {
            seen = coloured(seen, draws);
        }
        return config.erase() > 0 && draws.between(0, 1) < config.erase() ? erased(seen, draws) : seen;
    }

    private static Pixels shifted(Pixels image, Draws draws) {
        int acrossMost = Math.max(1, image.width() / 8);
        int downMost = Math.max(1, image.height() / 8);
        int left = draws.upTo(2 * acrossMost) - acrossMost;
        int top = draws.upTo(2 * downMost) - downMost;
        return image.part(left, top, image.width(), image.height());
    }

    /** Eight to a hundred per cent of the area, sides 3:4 to 4:3; where ten draws do not fit, the middle. */
    private Pixels part(Pixels kept, Draws draws) {
        double area = (double) kept.width() * kept.height();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double wanted = area * draws.between(0.08, 1);
            double ratio = Math.exp(draws.between(Math.log(3.0 / 4), Math.log(4.0 / 3)));
            int width = (int) Math.round(Math.sqrt(wanted * ratio));
            int height = (int) Math.round(Math.sqrt(wanted / ratio));
            if (width > 0 && height > 0 && width <= kept.width() && height <= kept.height()) {
                Pixels part =
                        kept.part(draws.upTo(kept.width() - width), draws.upTo(kept.height() - height), width, height);
                return sizing.resampling().resize(part, sizing.width(), sizing.height());
            }
        }
        return sizing.middle(kept);
    }

    /** About the middle, by the nearest pixels; black where nothing was. */
    private static Pixels turned(Pixels image, double angle) {
        Pixels turned = Pixels.black(image.width(), image.height());
        double middleX = (image.width() - 1) / 2.0;
        double middleY = (image.height() - 1) / 2.0;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int fromX = (int) Math.round(cos * (x - middleX) + sin * (y - middleY) + middleX);
                int fromY = (int) Math.round(cos * (y - middleY) - sin * (x - middleX) + middleY);
                if (fromX >= 0 && fromY >= 0 && fromX < image.width() && fromY < image.height()) {
                    image.copy(fromX, fromY, turned, x, y);
                }
            }
        }
        return turned;
    }

    private Pixels coloured(Pixels image, Draws draws) {
        double most = config.colour();
        double brightness = draws.between(1 - most, 1 + most);
        double contrast = draws.between(1 - most, 1 + most);
        double saturation = draws.between(1 - most, 1 + most);
        double mean = 0;
        for (int i = 0; i < image.rgb().length; i += Pixels.CHANNELS) {
            mean += Pixels.CHANNELS * brightness * grey(image.rgb(), i) / image.rgb().length;
        }
        Pixels coloured = Pixels.black(image.width(), image.height());
        for (int i = 0; i < image.rgb().length; i += Pixels.CHANNELS) {
            double grey = grey(image.rgb(), i);
            for (int c = i; c < i + Pixels.CHANNELS; c++) {
                double vivid = brightness * (grey + saturation * ((image.rgb()[c] & 0xff) - grey));
                double value = mean + contrast * (vivid - mean);
                coloured.rgb()[c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return coloured;
    }

    /** Rec. 601 luma. */
    private static double grey(byte[] rgb, int at) {
        return 0.299 * (rgb[at] & 0xff) + 0.587 * (rgb[at + 1] & 0xff) + 0.114 * (rgb[at + 2] & 0xff);
    }

    /** A black rectangle of 2 to 33 % of the area (Zhong et al. 2020). */
    private static Pixels erased(Pixels image, Draws draws) {
        double area = image.width() * image.height() * draws.between(0.02, 0.33);
        double ratio = Math.exp(draws.between(Math.log(0.3), Math.log(1 / 0.3)));
        int width = Math.min(image.width(), Math.max(1, (int) Math.round(Math.sqrt(area * ratio))));
        int height = Math.min(image.height(), Math.max(1, (int) Math.round(Math.sqrt(area / ratio))));
        int left = draws.upTo(image.width() - width);
        int top = draws.upTo(image.height() - height);
        Pixels erased = new Pixels(image.width(), image.height(), image.rgb().clone());
        for (int y = top; y < top + height; y++) {
            int row = Pixels.CHANNELS * (y * image.width() + left);
            java.util.Arrays.fill(erased.rgb(), row, row + Pixels.CHANNELS * width, (byte) 0);
        }
        return erased;
    }
}
