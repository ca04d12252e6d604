// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.config.Validation;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.data.tokens.TokenCache;
import org.attune.method.Methods;
import org.attune.model.Base;
import org.attune.problem.Problems;
import org.attune.task.Encoded;
import org.attune.task.Task;

/**
 * The splits of a run as examples. Texts that are too many for the heap are made into tokens once and kept in the user's cache; another run, or
 * this one when it goes on, takes them from there if everything is the same that decides over them: {@link #key}.
 */
record EncodedSplits(Recipe recipe, Base base, Task task, Dataset data) {

    /** Raised when the same rows would become other examples by a change of the program. */
    private static final int VERSION = 1;

    /** Of {@code data}: where files lie says nothing of their content, and the seed counts where it chooses rows. */
    private static final List<String> PLACES = List.of("data.train", "data.validation", "data.test");

    /** Images, which are files already, and the examples of a method that keeps as much of each of them are not stored. */
    static Map<String, Encoded> of(
            Recipe recipe, Base base, Task task, Dataset data, Methods.Plan method, Problems problems) {
        EncodedSplits encoder = new EncodedSplits(recipe, base, task, data);
        boolean stored = base.texts() != null && !method.preview().keepsFeatures();
        Map<String, Encoded> splits = new LinkedHashMap<>();
        data.splits().forEach((name, rows) -> {
            Encoded encoded = problems.collect(() -> stored ? encoder.stored(name, rows) : task.encode(rows, true));
            if (encoded != null) {
                splits.put(name, encoded);
            }
        });
        return splits;
    }

    private Encoded stored(String name, List<Row> rows) {
        TokenCache.Split split = TokenCache.ofUser().get(key(name), into -> task.encode(rows, true, into));
        return new Encoded(
                rows, split.examples(), split.notes().truncated(), split.notes().notes());
    }

    /** SHA-256, in hexadecimal, of what decides over the examples of a split. */
    String key(String split) {
        RunConfig config = recipe.config();
        Map<String, String> parts = new TreeMap<>();
        parts.put("version", VERSION + " " + Provenance.version());
        parts.put("split", split);
        data.hashes().forEach((file, sha) -> parts.merge("files", kind(file) + " " + sha, (a, b) -> a + "\n" + b));
        // with the order of the files this says which of them each split was read from
        data.splits().forEach((name, rows) -> parts.put("rows of " + name, Integer.toString(rows.size())));
        data.columns().byRole().forEach((role, choice) -> parts.put("column " + role, choice.column()));
        recipe.resolved().pairs().forEach((path, value) -> {
            if (path.startsWith("data.") && !PLACES.contains(path)) {
                parts.put(path, value);
            }
        });
        boolean chooses =
                config.data().limit().isPresent() || config.data().subset().isPresent();
        if (config.data().validation() instanceof Validation.Share share) {
            parts.put("share", Double.toString(share.share()));
            chooses = true;
        }
        parts.put("seed", chooses ? Long.toString(config.seed()) : "");
        parts.put("task", task.name() + " " + task.problemType() + " " + task.inputs());
        parts.put("labels", String.join("\0", task.labels().names()));
        parts.put("settings", task.settings() + "\n" + task.files());
        parts.put("tokenizer", base.tokenizer().sha256());
        parts.put("ends", new TreeSet<>(base.chat().endTokens()).toString());
        parts.put("longest", Integer.toString(base.maxLength()));
        return hash(parts);
    }

    /** Files of the same bytes are read by what their names end in. */
    private static String kind(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.contains(".") ? name.substring(name.indexOf('.')) : "";
    }

    private static String hash(Map<String, String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach((name, value) ->
                    digest.update((name + "\0" + value.length() + "\0" + value).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
