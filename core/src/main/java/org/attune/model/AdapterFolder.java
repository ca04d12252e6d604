// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.config.NewTokens;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.TextTokenizer;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.attune.weights.StateDict;
import tools.jackson.databind.JsonNode;

/** Opens a PEFT adapter directory together with the base that it names. */
final class AdapterFolder {

    private final Path folder;
    private final String description;
    private final AdapterConfig config;
    private final FolderSettings settings;

    private AdapterFolder(Path folder, String description) {
        this.folder = folder;
        this.description = description;
        this.config = AdapterConfig.read(folder.resolve(AdapterConfig.FILE));
        this.settings = FolderSettings.read(folder, Init.PRETRAINED);
    }

    static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(AdapterConfig.FILE));
    }

    /**
     * @param models opens a model by the name that recipes use
     * @throws InputException where a file is wrong, or the base is not there or another one
     */
    static Base open(Path folder, String description, Function<String, Base> models) {
        AdapterFolder adapter = new AdapterFolder(folder, description);
        List<Runnable> opened = new ArrayList<>();
        boolean complete = false;
        try {
            opened.add(adapter.settings::close);
            Base base = adapter.base(models);
            opened.add(base::close);
            adapter.checkSame(base);
            Checkpoint tensors = adapter.tensors();
            opened.add(tensors::close);
            Base both = adapter.on(base, tensors);
            complete = true;
            return both;
        } finally {
            if (!complete) {
                opened.forEach(Runnable::run);
            }
        }
    }

    private Base on(Base base, Checkpoint tensors) {
        Map<String, String> names = StoredAdapter.names(tensors, base.config().blueprint());
        StoredAdapter stored = StoredAdapter.of(config, tensors, names);
        boolean own = Files.isRegularFile(folder.resolve("tokenizer.json"));
        Path file = folder.resolve("config.json");
        ArchitectureConfig architecture = Files.isRegularFile(file)
                ? ArchitectureConfig.read(file)
                : AdaptedConfig.of(base.config(), config.taskType(), stored, description);
        TextTokenizer tokenizer = own ? TextTokenizer.open(folder) : base.tokenizer();
        FolderSettings both = settings(base);
        if (own) {
            base.tokenizer().close();
        }
        base.folder().close();
        return new Base(description, architecture, tokenizer, base.checkpoint(), both, stored, base.newWords());
    }

    private FolderSettings settings(Base base) {
        return new FolderSettings(
                folder,
                settings.pooling() == Pooling.AUTO && settings.attune().isEmpty() ? base.pooling() : settings.pooling(),
                settings.maxLength().or(() -> Optional.of(base.maxLength())),
                settings.attune(),
                settings.head());
    }

    private Checkpoint tensors() {
        Path weights = folder.resolve("adapter_model.safetensors");
        Path old = folder.resolve("adapter_model.bin");
        return !Files.exists(weights) && Files.exists(old) ? StateDict.open(old) : Safetensors.open(weights);
    }

    /** The base by the name that Attune wrote, otherwise by PEFT's: a path, or a name on the hub. */
    private Base base(Function<String, Base> models) {
        String written = settings.attune().path("base").path("model").asString("");
        String name = written.isEmpty() ? config.base() : written;
        Base base;
        try {
            base = NewWords.on(models.apply(located(name)), newTokens());
        } catch (InputException e) {
            List<Problem> problems = new ArrayList<>(e.problems());
            problems.add(new Problem(
                    "model.adapter-base",
                    description,
                    "this is an adapter, and its base " + Problem.quote(name) + " cannot be opened",
                    "an adapter is used together with the model that it was made for",
                    "put the base there, or write its place as base_model_name_or_path into "
                            + folder.resolve(AdapterConfig.FILE)
                            + (written.isEmpty() ? "" : " and as base.model into " + folder.resolve("attune.json"))));
            throw new InputException(problems);
        }
        if (base.adapter() != null) {
            base.close();
            throw new InputException(
                    "model.adapter-base",
                    description,
                    "its base " + Problem.quote(name) + " is an adapter too",
                    "the base of an adapter is a whole model",
                    "merge the base first: attune models merge " + name + " --out DIR");
        }
        return base;
    }

    /** What the vocabulary got before the adapter was trained. */
    private NewTokens newTokens() {
        JsonNode written = settings.attune().path("base");
        return new NewTokens(texts(written.path("new_tokens")), texts(written.path("new_special_tokens")));
    }

    private static List<String> texts(JsonNode list) {
        return list.values().stream().map(text -> text.asString("")).toList();
    }

    private String located(String name) {
        if (name.isEmpty() || (name.contains(":") && !Files.exists(path(name)))) {
            return name;
        }
        Path beside = folder.resolve(path(name)).normalize();
        if (Files.exists(path(name))) {
            return name;
        } else if (Files.exists(beside)) {
            return beside.toString();
        }
        boolean hub = name.matches("[\\w.-]+/[\\w.-]+");
        return hub
                ? "hf:" + name
                        + config.revision().map(revision -> "@" + revision).orElse("")
                : name;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            return Path.of("");
        }
    }

    private void checkSame(Base base) {
        String expected = settings.attune().path("base").path("sha256").asString("");
        if (!expected.isEmpty() && !expected.equals(base.sha256())) {
            throw new InputException(
                    "model.adapter-base",
                    description,
                    "its base " + base.description() + " has the SHA-256 " + base.sha256(),
                    "the weights that the adapter was trained on have " + expected,
                    "use the base of the training; on other weights the adapter answers something else");
        }
    }
}
