// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A network of images without weights, and folders of images of one colour each. */
final class TinyImages {

    private static final List<String> CLASSES = List.of("blue", "green", "red");
    private static final int SIDE = 18;

    private TinyImages() {}

    static Path modelIn(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("config.json"), "{\"model_type\":\"cifar-resnet\",\"width\":4,\"depths\":[1,1,1]}");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path in(Path folder, int count) {
        try {
            for (int i = 0; i < count; i++) {
                int kind = i % CLASSES.size();
                Path file = Files.createDirectories(folder.resolve(CLASSES.get(kind)))
                        .resolve(i + ".png");
                BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
                for (int place = 0; place < SIDE * SIDE; place++) {
                    image.setRGB(place % SIDE, place / SIDE, (0xa0 + i % 8) << (8 * kind) | (place * i) % 64);
                }
                if (!ImageIO.write(image, "png", file.toFile())) {
                    throw new IllegalStateException("this Java writes no PNG");
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
