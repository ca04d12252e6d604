// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.attune.tensor.KeyedRandom;

/** A folder of small images of three kinds, which differ in the colour of a noisy part. */
final class TinyImages {

    private static final List<String> CLASSES = List.of("blue", "green", "red");
    private static final int SIDE = 20;

    private TinyImages() {}

    static Path write(Path folder, int count, long seed) throws IOException {
        for (int i = 0; i < count; i++) {
            String label = CLASSES.get(i % CLASSES.size());
            Path file = Files.createDirectories(folder.resolve(label)).resolve(String.format("%03d.png", i));
            if (!ImageIO.write(image(i % CLASSES.size(), KeyedRandom.key(seed, i)), "png", file.toFile())) {
                throw new IllegalStateException("this Java writes no PNG");
            }
        }
        return folder;
    }

    private static BufferedImage image(int kind, long key) {
        BufferedImage image = new BufferedImage(SIDE, SIDE + 4, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < SIDE; x++) {
                long bits = KeyedRandom.bits(key, (long) y * SIDE + x);
                int noise = (int) (bits & 0x7f7f7f);
                boolean told = x > 4 && x < 15 && y > 4;
                image.setRGB(x, y, told ? noise | (0x80 << (8 * kind)) : noise);
            }
        }
        return image;
    }
}
