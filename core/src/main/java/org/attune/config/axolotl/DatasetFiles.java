// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.attune.config.Kinds;
import org.attune.problem.Problem;

/** Where the rows of a data set lie: files of this machine. */
final class DatasetFiles {

    /** Names of loaders that may stand as path, with the files in data_files. */
    private static final Set<String> FORMATS = Set.of("json", "jsonl", "csv", "parquet");

    private static final Pattern FILE = Pattern.compile("(?i).+\\.(json|jsonl|csv|tsv|parquet)(\\.(gz|zst))?");
    private static final Pattern HERE = Pattern.compile("([.~]{0,2}[/\\\\]|[A-Za-z]:[/\\\\]).*", Pattern.DOTALL);

    private DatasetFiles() {}

    /** Files and globs; none where they cannot be had, which is said. */
    static List<String> read(Keys set, Notes notes) {
        Optional<String> path = set.text("path");
        List<String> named = set.read("data_files", Kinds.TEXTS).orElse(List.of());
        Optional<String> format = set.text("ds_type").map(name -> name.toLowerCase(Locale.ROOT));
        parts(set, notes);
        if (format.isPresent() && !FORMATS.contains(format.get())) {
            notes.refuse(
                    set.place("ds_type"),
                    set.shown("ds_type"),
                    "data are json, jsonl, csv or parquet",
                    "write the rows as jsonl");
            return List.of();
        }
        if (path.isEmpty()) {
            notes.refuse(set.place("path"), "missing", "a data set has a path", "name a file");
            return List.of();
        }
        return files(path.get(), format, named, set, notes);
    }

    private static List<String> files(String path, Optional<String> format, List<String> named, Keys set, Notes notes) {
        if (FORMATS.contains(path) && !named.isEmpty()) {
            return named;
        }
        if (path.matches("(?s)[a-z0-9]+://.*") || !isHere(path)) {
            notes.refuse(
                    set.place("path"),
                    Problem.quote(path) + " is no file or folder here",
                    "data are files of this machine",
                    "fetch the data set, save its rows as jsonl and write path: FILE.jsonl");
            return List.of();
        }
        if (!HubNames.isFolder(path)) {
            return List.of(path);
        }
        String folder = path.replaceFirst("[/\\\\]+$", "") + "/";
        return named.isEmpty()
                ? List.of(folder + "*." + format.orElse("{json,jsonl,csv,parquet}"))
                : named.stream().map(file -> folder + file).toList();
    }

    private static boolean isHere(String path) {
        return HubNames.exists(path)
                || FILE.matcher(path).matches()
                || HERE.matcher(path).matches();
    }

    /** Parts of a data set are for what the hub has. */
    private static void parts(Keys set, Notes notes) {
        Optional<String> split = set.text("split");
        if (split.isPresent() && !split.get().equals("train")) {
            refusePart(set, "split", notes);
        } else if (split.isPresent()) {
            notes.ignore(set.place("split").key(), "files that are named are all of train");
        }
        for (String key : new String[] {"name", "shards", "shards_idx"}) {
            if (set.isOn(key)) {
                refusePart(set, key, notes);
            }
        }
        for (String key : new String[] {"revision", "trust_remote_code", "preprocess_shards"}) {
            if (set.find(key).isPresent()) {
                notes.ignore(set.place(key).key(), "it is for the hub, or for memory alone");
            }
        }
    }

    private static void refusePart(Keys set, String key, Notes notes) {
        notes.refuse(
                set.place(key),
                set.shown(key),
                "a data set is its files, whole",
                "save the part as a file of its own and name that as path");
    }
}
