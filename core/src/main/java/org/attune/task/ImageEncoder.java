// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.attune.data.Batch;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.data.Values;
import org.attune.data.image.Augmentation;
import org.attune.data.image.ImagePaths;
import org.attune.data.image.ImageStore;
import org.attune.data.image.Pixels;
import org.attune.model.ImageInputs;
import org.attune.model.Inputs;
import org.attune.nn.Pass;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.tensor.Placement;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Rows that name an image as pixels. All images are decoded once, before the first step; what chance does to them in training is a
 * function of seed, step and row.
 */
record ImageEncoder(String column, ImagePreparation preparation, Augmentation augmentation) implements RowEncoder {

    private static final int MOST_SAID = 6;

    /** The chances of an image, apart from those of dropout. */
    private static final long SITE = 1L << 40;

    @Override
    public List<String> columns() {
        return List.of(column);
    }

    @Override
    public Map<String, String> files() {
        return Map.of("preprocessor_config.json", preparation.text());
    }

    @Override
    public EncodingNotes encode(List<Row> rows, List<double[]> targets, Problems problems, Consumer<Example> into) {
        List<String> named = Values.texts(rows, column, problems);
        if (!problems.isEmpty()) {
            return EncodingNotes.cut(0);
        }
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            files.add(ImagePaths.of(rows.get(i).file(), named.get(i)));
        }
        int[] broken = {0};
        ImageStore store = ImageStore.of(files, preparation.sizing(), (place, found, expected, fix) -> {
            if (broken[0]++ < MOST_SAID) {
                String where = rows.get(place).where() + ", " + Problem.quote(files.get(place));
                problems.add("data.image", where, found, expected, fix);
            }
        });
        if (broken[0] > MOST_SAID) {
            problems.add(
                    "data.image",
                    "column " + Problem.quote(column),
                    (broken[0] - MOST_SAID) + " more images that cannot be used",
                    "none",
                    "mend the first ones and run again");
        }
        for (int row = 0; row < rows.size(); row++) {
            Example.Image image = new Example.Image(
                    store,
                    row,
                    preparation.sizing().height(),
                    preparation.sizing().width());
            double[] target = targets.isEmpty() ? new double[0] : targets.get(row);
            into.accept(new Example(row, TextEncoder.key(row, 0), image, target));
        }
        return EncodingNotes.cut(0);
    }

    @Override
    public Inputs inputs(Batch batch, Placement placement, Pass pass) {
        int height = preparation.sizing().height();
        int width = preparation.sizing().width();
        int channels = preparation.values().channels();
        int size = height * width * channels;
        float[] values = new float[Math.multiplyExact(batch.size(), size)];
        IntStream.range(0, batch.size()).parallel().forEach(i -> {
            Example.Image image = (Example.Image) batch.examples().get(i).features();
            Pixels kept = image.store().at(image.place());
            Pixels seen = pass.training()
                    ? augmentation.of(kept, pass.key(i, SITE))
                    : preparation.sizing().middle(kept);
            preparation.values().write(seen, values, i * size);
        });
        Tensor pixels =
                Tensors.of(values, batch.size(), height, width, channels).permute(0, 3, 1, 2);
        return new ImageInputs(pixels.to(placement.device(), placement.master()));
    }
}
