// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.prepare;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.attune.config.Kinds;
import org.attune.config.ModelConfig;
import org.attune.config.Section;
import org.attune.config.StepConfig;
import org.attune.curation.augment.Augmentation;
import org.attune.curation.labels.Relabelling;
import org.attune.data.Dataset;
import org.attune.data.ReadOptions;
import org.attune.data.Tables;
import org.attune.data.augment.AugmentPlan;
import org.attune.data.augment.Operation;
import org.attune.data.clean.CleanPlan;
import org.attune.data.clean.Cleaning;
import org.attune.data.parts.SplitPlan;
import org.attune.data.parts.Splitting;
import org.attune.data.personal.Kind;
import org.attune.model.Base;
import org.attune.model.ModelImport;
import org.attune.problem.InputException;
import org.attune.problem.Similar;

/** The one list of steps, each with the parameters and the defaults of its command. */
final class Steps {

    private static final Set<String> PARTS = Set.of(Dataset.TRAIN, Dataset.VALIDATION, Dataset.TEST);

    private Steps() {}

    /** @throws InputException with every problem of the step, in the words of a recipe */
    static Step of(StepConfig config) {
        return switch (config.name()) {
            case "clean" -> config.read(Steps::clean);
            case "labels" -> config.read(Steps::labels);
            case "split" -> config.read(Steps::split);
            case "augment" -> config.read(Steps::augment);
            default ->
                throw new InputException(
                        "recipe.unknown-key",
                        "data.prepare[" + config.number() + "]",
                        "no step \"" + config.name() + "\"",
                        "steps are " + String.join(", ", StepConfig.NAMES),
                        Similar.hint(config.name(), StepConfig.NAMES));
        };
    }

    private static Step clean(Section step) {
        List<String> heldOut = step.texts("held_out", List.of());
        CleanPlan.Texts texts = new CleanPlan.Texts(
                step.choice("unicode", CleanPlan.Unicode.NFC),
                does(step, "mojibake", "repair", true),
                does(step, "html", "strip", false),
                step.choice("whitespace", CleanPlan.Whitespace.TRIM),
                redacted(step));
        CleanPlan.Missing missing = step.choice("missing", CleanPlan.Missing.DROP);
        String fill = step.text("fill", "");
        int fewest = step.integer("min_characters", 0);
        int most = step.integer("max_characters", Integer.MAX_VALUE);
        int longest = step.integer("max_run", Integer.MAX_VALUE);
        boolean duplicates = does(step, "duplicates", "drop", true);
        double near = step.number("near_duplicates", 0);
        CleanPlan.Keep keep = step.choice("keep", CleanPlan.Keep.FIRST);
        CleanPlan.Conflicts conflicts = step.choice("conflicts", CleanPlan.Conflicts.KEEP);
        CleanPlan plan = new CleanPlan(
                texts,
                new CleanPlan.Rows(missing, fill, fewest, most, longest),
                new CleanPlan.Repeats(duplicates, near, keep, conflicts));
        return new Files(
                heldOut,
                List.of(),
                (data, folder) ->
                        new Cleaning(data.files(), heldOut, data.columns(), reading(data), plan).into(folder));
    }

    private static Set<Kind> redacted(Section step) {
        boolean redact = does(step, "private", "redact", false);
        List<Kind> kinds = step.value("redact", some(Kind.class), List.of());
        if (kinds.isEmpty()) {
            return redact ? EnumSet.allOf(Kind.class) : Set.of();
        }
        return EnumSet.copyOf(kinds);
    }

    /** Some of the constants of an enum, or one. */
    private static <E extends Enum<E>> org.attune.config.Kind<List<E>> some(Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        return Kinds.of(
                "some of " + String.join(", ", all.stream().map(Kinds::word).toList()),
                node -> Kinds.TEXTS
                        .read(node)
                        .filter(words -> all.stream().map(Kinds::word).toList().containsAll(words))
                        .map(words -> all.stream()
                                .filter(constant -> words.contains(Kinds.word(constant)))
                                .toList()),
                chosen -> chosen.stream().map(Kinds::word).toList());
    }

    private static Step labels(Section step) {
        String decisions = step.required("apply", Kinds.TEXT, "", "apply: suspects.jsonl with decisions in it");
        List<String> read = decisions.isEmpty() ? List.of() : List.of(decisions);
        return new Files(
                read,
                List.of(),
                (data, folder) -> new Relabelling(data.files(), decisions, data.columns()).into(folder));
    }

    private static Step split(Section step) {
        Map<String, Double> usual = new LinkedHashMap<>();
        usual.put(Dataset.TRAIN, 0.8);
        usual.put(Dataset.VALIDATION, 0.1);
        usual.put(Dataset.TEST, 0.1);
        Map<String, Double> shares = step.value("parts", Kinds.NUMBER_MAP, usual);
        SplitPlan plan = new SplitPlan(
                shares,
                step.choice("mode", SplitPlan.Mode.EXACT),
                step.present("group", Kinds.TEXT),
                step.present("time", Kinds.TEXT),
                step.present("stratify", Kinds.FLAG),
                step.number("near_duplicates", 0.8),
                step.value("seed", Kinds.LONG, 13L));
        if (!shares.containsKey(Dataset.TRAIN) || !PARTS.containsAll(shares.keySet())) {
            throw new InputException(
                    "data.shares",
                    "--parts",
                    String.join(", ", shares.keySet()),
                    "a run learns from train, and has validation and test",
                    "parts: {train: 0.8, validation: 0.1, test: 0.1}");
        }
        return new Files(
                List.of(),
                List.copyOf(shares.keySet()),
                (data, folder) -> new Splitting(data.files(), data.columns(), reading(data), plan).into(folder));
    }

    private static Step augment(Section step) {
        Optional<String> model = step.present("model", Kinds.TEXT);
        List<Operation> operations = step.value("operations", some(Operation.class), Operation.all(model.isPresent()));
        Optional<Integer> rows = step.present("rows", Kinds.WHOLE);
        Optional<Double> factor = step.present("factor", Kinds.NUMBER);
        Map<String, Integer> classes = step.value("class", Kinds.WHOLE_MAP, Map.of());
        double rate = step.number("rate", AugmentPlan.RATE);
        double confidence = step.number("confidence", AugmentPlan.CONFIDENCE);
        int copies = step.integer("copies", AugmentPlan.COPIES);
        long seed = step.value("seed", Kinds.LONG, 13L);
        AugmentPlan.Targets targets = AugmentPlan.Targets.of(rows, factor, classes);
        AugmentPlan plan = new AugmentPlan(operations, rate, targets, confidence, copies, seed);
        return new Judged(model, plan);
    }

    /** A word that says that something is done, or {@code keep}. */
    private static boolean does(Section step, String key, String word, boolean usual) {
        return step.value(key, Kinds.choice(List.of(word, "keep")), usual ? word : "keep")
                .equals(word);
    }

    private static ReadOptions reading(Step.Data data) {
        return ReadOptions.auto().withNamed(Set.copyOf(data.columns().values()));
    }

    /** A step that no model is asked in. */
    private record Files(List<String> read, List<String> parts, BiConsumer<Data, Path> work) implements Step {

        @Override
        public Map<String, String> hashes() {
            return read.isEmpty() ? Map.of() : Tables.sha256(read, null);
        }

        @Override
        public void into(Data data, Path folder) {
            work.accept(data, folder);
        }
    }

    /** Augmentation, with a model or without. */
    private record Judged(Optional<String> model, AugmentPlan plan) implements Step {

        Judged {
            Augmentation.check(model, plan);
        }

        @Override
        public List<String> parts() {
            return List.of();
        }

        @Override
        public Map<String, String> hashes() {
            return model.map(Judged::hash).orElse(Map.of());
        }

        private static Map<String, String> hash(String name) {
            try (Base base = ModelImport.open(ModelConfig.of(name))) {
                return Map.of("model", base.sha256());
            }
        }

        @Override
        public void into(Data data, Path folder) {
            new Augmentation(data.files(), data.columns(), model, plan).into(folder, phase -> {});
        }
    }
}
