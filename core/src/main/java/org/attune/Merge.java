// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.attune.config.ExportConfig;
import org.attune.config.ModelConfig;
import org.attune.export.ModelDirectory;
import org.attune.export.SavedHead;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.model.TokenInputs;
import org.attune.nn.Pass;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.attune.run.AtomicFile;
import org.attune.task.SavedTask;
import org.attune.task.Task;
import org.attune.tensor.Grad;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.train.Folders;
import org.bytedeco.pytorch.Tensor;

/**
 * An adapter put into its base, as a model that stands alone; made in fp32 and compared, as it lies in its files, with the adapter.
 *
 * @param rows how many were compared
 * @param difference the largest of any output
 */
public record Merge(Path folder, int rows, double difference) {

    /** Law 4b for fp32. */
    public static final double TOLERANCE = 1e-4;

    private static final int ROWS = 8;
    private static final int LONGEST = 64;
    private static final int SCORES = 1 << 24;
    private static final long SEED = 13;

    /** Keys of attune.json that are written anew. */
    private static final Set<String> WRITTEN = Set.of("format", "task", "problem_type", "pooling", "labels", "base");

    /**
     * @param model a run or a folder with an adapter
     * @param out does not exist yet, or is empty
     * @throws InputException where the model has no adapter, its base is not to be found, or the folder is taken
     * @throws WorkException where the merged model answers something else; then nothing is left
     */
    public static Merge write(String model, Path out) {
        checkFree(out);
        Path unfinished = out.resolveSibling(out.getFileName() + ".unfinished");
        try (Base base = ModelImport.open(ModelConfig.of(model))) {
            checkAdapter(model, base);
            SavedTask saved = SavedTask.of(base);
            Folders.delete(unfinished);
            Files.createDirectories(unfinished);
            float[][] expected;
            try (Scope scope = Scope.open()) {
                Model adapted = build(base, saved.task());
                expected = outputs(adapted, saved.task());
                adapted.merge();
                ModelDirectory.write(
                        unfinished, adapted, base, head(base, saved.task()), ExportConfig.of(ExportConfig.Dtype.FP32));
            }
            double difference = difference(expected, reopened(unfinished));
            if (!(difference <= TOLERANCE)) {
                Folders.delete(unfinished);
                throw breach(model, difference);
            }
            Folders.delete(out);
            Files.move(unfinished, out);
            return new Merge(out, ROWS, difference);
        } catch (IOException e) {
            throw AtomicFile.failed(out, e);
        }
    }

    private static float[][] reopened(Path folder) {
        try (Base base = ModelImport.open(folder);
                Scope scope = Scope.open()) {
            Task task = SavedTask.of(base).task();
            return outputs(build(base, task), task);
        }
    }

    private static Model build(Base base, Task task) {
        return base.build(task.head(), Placement.cpu(Precision.FP32), SEED);
    }

    /** Of rows of words drawn at random, of different lengths. */
    private static float[][] outputs(Model model, Task task) {
        int words = model.blueprint().sizes().vocabulary();
        int longest = Math.min(longest(task, words), model.backbone().maxLength());
        long[] ids = new long[ROWS * longest];
        float[] mask = new float[ids.length];
        for (int row = 0; row < ROWS; row++) {
            int length = Math.max(1, longest * (row + 1) / ROWS);
            for (int i = 0; i < longest; i++) {
                boolean real = i < length;
                double drawn = KeyedRandom.uniform(KeyedRandom.key(SEED, row), i);
                ids[row * longest + i] = real ? (long) (drawn * words) : task.paddingId();
                mask[row * longest + i] = real ? 1 : 0;
            }
        }
        try (Grad off = Grad.off();
                Scope scope = Scope.open()) {
            Tensor rows = Tensors.of(ids, ROWS, longest);
            Tensor real = Tensors.of(mask, ROWS, longest);
            TokenInputs inputs = new TokenInputs(rows, null, real);
            Tensor outputs = model.logits(model.features(inputs, Pass.evaluation()), Pass.evaluation());
            boolean perToken = outputs.dim() == 3;
            return Tensors.rows((perToken ? outputs.mul(real.unsqueeze(-1)) : outputs).reshape(ROWS, -1));
        }
    }

    /** Scores of all words of a large vocabulary at every place would not fit into the memory of Java. */
    private static int longest(Task task, int words) {
        boolean language = task.head().kind() == HeadRequest.Kind.LANGUAGE;
        return language ? Math.max(2, Math.min(LONGEST, SCORES / ROWS / words)) : LONGEST;
    }

    private static double difference(float[][] expected, float[][] found) {
        double largest = 0;
        for (int row = 0; row < expected.length; row++) {
            for (int i = 0; i < expected[row].length; i++) {
                double apart = Math.abs((double) expected[row][i] - found[row][i]);
                largest = Double.isNaN(apart) ? apart : Math.max(largest, apart);
            }
        }
        return largest;
    }

    private static SavedHead head(Base base, Task task) {
        Map<String, Object> settings = new LinkedHashMap<>();
        base.attune().properties().stream()
                .filter(entry -> !WRITTEN.contains(entry.getKey()))
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
        return new SavedHead(task.name(), task.problemType(), task.labels().names(), settings, task.files());
    }

    private static void checkAdapter(String model, Base base) {
        if (base.adapter() == null) {
            throw new InputException(
                    "merge.no-adapter",
                    model,
                    "the model has no adapter",
                    "what is merged is an adapter with its base: a run by `method: lora`, or a PEFT directory",
                    "use the model as it is");
        }
    }

    private static void checkFree(Path out) {
        boolean free = !Files.exists(out) || isEmptyFolder(out);
        if (!free) {
            throw new InputException(
                    "merge.out",
                    "--out " + out,
                    "is there already",
                    "the merged model gets a folder of its own",
                    "name another folder, or remove this one");
        }
    }

    private static boolean isEmptyFolder(Path out) {
        try (Stream<Path> files = Files.list(out)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false; // a file, or nobody's to look into
        }
    }

    private static WorkException breach(String model, double difference) {
        return new WorkException(
                "merge.differs",
                model,
                "the merged model's outputs are up to " + difference + " away from the adapter's",
                "they differ by at most " + TOLERANCE,
                "use the adapter with its base, and report this with the model's name");
    }
}
