// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.attune.problem.Problem;

/**
 * Bytes of a file to pixels, as Pillow's {@code convert("RGB")} after {@code exif_transpose} gives them: grey thrice, transparency left
 * out, colour profiles not applied. Of several images in a file the first.
 */
final class ImageDecoder {

    /** What a declared size may come to: larger ones are mistakes or attacks. */
    static final long MOST_PIXELS = 100_000_000;

    private static final String INTACT = "an image is a complete JPEG, PNG, WebP, BMP or GIF";

    private ImageDecoder() {}

    static Pixels decode(byte[] file) throws BrokenImageException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BrokenImageException(
                        file.length == 0 ? "is empty" : "is no image that can be read",
                        INTACT,
                        "remove it, or convert it");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, false);
                checkSize(reader.getWidth(0), reader.getHeight(0));
                return Orientation.of(file).upright(pixels(whole(reader)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // readers throw all kinds at broken files
            throw new BrokenImageException(
                    "cannot be decoded: " + Problem.quote(e.getMessage() == null ? e : e.getMessage()),
                    INTACT,
                    "remove it, or save it anew in RGB");
        }
    }

    /** A reader of JPEGs fills what is missing with grey, and only warns. */
    private static BufferedImage whole(ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        if (warnings.stream().anyMatch(warning -> warning.contains("remature end"))) {
            throw new IOException("it ends too early");
        }
        return image;
    }

    private static void checkSize(int width, int height) throws BrokenImageException {
        if ((long) width * height > MOST_PIXELS) {
            throw new BrokenImageException(
                    "says that it has " + width + "×" + height + " pixels",
                    "an image has at most " + MOST_PIXELS + " pixels",
                    "remove it, or save it smaller");
        }
    }

    private static Pixels pixels(BufferedImage image) {
        Pixels pixels = Pixels.black(image.getWidth(), image.getHeight());
        ColorModel colours = image.getColorModel();
        if (colours instanceof ComponentColorModel) {
            samples(image.getRaster(), colours.getComponentSize(0), pixels.rgb());
        } else {
            for (int y = 0; y < pixels.height(); y++) {
                for (int x = 0; x < pixels.width(); x++) {
                    int rgb = image.getRGB(x, y);
                    int place = Pixels.CHANNELS * (y * pixels.width() + x);
                    pixels.rgb()[place] = (byte) (rgb >> 16);
                    pixels.rgb()[place + 1] = (byte) (rgb >> 8);
                    pixels.rgb()[place + 2] = (byte) rgb;
                }
            }
        }
        return pixels;
    }

    /** Samples as they are stored: by way of colours, Java would turn grey into another grey and apply profiles. */
    private static void samples(Raster raster, int bits, byte[] rgb) {
        int bands = raster.getNumBands();
        int[] row = new int[raster.getWidth() * bands];
        int place = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            row = raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int x = 0; x < raster.getWidth(); x++) {
                for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
                    int sample = row[x * bands + (bands < Pixels.CHANNELS ? 0 : channel)];
                    rgb[place++] = (byte)
                            (bits > 8 ? sample >> (bits - 8) : bits < 8 ? sample * 255 / ((1 << bits) - 1) : sample);
                }
            }
        }
    }
}
