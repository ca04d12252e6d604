// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.Kinds;
import org.attune.config.MapNode;

/** What is learnt, from which files, and what is held out. */
final class DataKeys implements KeyGroup {

    /** Of all data sets that were read; empty where one of them cannot be. */
    private record Read(List<String> files, List<Rows> rows) {}

    @Override
    public void read(Keys keys, Notes notes) {
        boolean inputs = keys.flag("train_on_inputs");
        Optional<String> template = keys.text("chat_template");
        Optional<String> jinja = keys.text("chat_template_jinja");
        Read train = datasets("datasets", keys, notes);
        Read test = datasets("test_datasets", keys, notes);
        if (keys.find("datasets").isEmpty()) {
            notes.refuse(keys.place("datasets"), "missing", "datasets lists the data", "write path and type of a file");
            notes.fill("data.train", "missing", "missing");
        } else {
            notes.set(keys.place("datasets"), "data.train", train.files());
        }
        validation(keys, notes, test.files());
        List<Rows> all = new ArrayList<>(train.rows());
        all.addAll(test.rows());
        if (all.stream().distinct().count() > 1) {
            notes.refuse(
                    keys.place("datasets"),
                    "rows of several kinds: "
                            + String.join(
                                    ", ",
                                    all.stream().map(Rows::described).distinct().toList()),
                    "all data of a run have one layout, the same columns and one template",
                    "bring the files into one form, or train in two runs, the second from the first one's model");
        } else if (!all.isEmpty()) {
            all.get(0).write(keys.place("datasets"), inputs, notes);
        }
        remark(template.isPresent() || jinja.isPresent(), all, notes);
        boolean texts =
                !all.isEmpty() && all.stream().allMatch(rows -> rows.layout().equals("text"));
        LengthKeys.read(keys, texts, notes);
    }

    private static void remark(boolean template, List<Rows> all, Notes notes) {
        boolean used = all.isEmpty() || all.stream().anyMatch(Rows::chats);
        if (template && !used) {
            notes.ignore("chat_template", "rows of this type are written without it");
        }
    }

    private static Read datasets(String key, Keys keys, Notes notes) {
        List<MapNode> sets = keys.read(key, Kinds.MAPS).orElse(List.of());
        List<String> files = new ArrayList<>();
        List<Rows> rows = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            Keys set = new Keys(sets.get(i), key + "[" + i + "].", keys.problems());
            files.addAll(DatasetFiles.read(set, notes));
            DatasetRows.read(set, keys, notes).ifPresent(rows::add);
            set.finish();
        }
        return new Read(files.isEmpty() ? List.of("missing") : files, rows);
    }

    private static void validation(Keys keys, Notes notes, List<String> testFiles) {
        double size = keys.number("val_set_size").orElse(0.0);
        boolean files = keys.isOn("test_datasets");
        if (size >= 1 || size < 0 || (size > 0 && files)) {
            notes.refuse(
                    keys.place("val_set_size"),
                    keys.shown("val_set_size"),
                    "what is held out is a share between 0 and 1, or test_datasets, not both",
                    size >= 1 ? "write the share of the rows that this number is" : "keep one of the two");
        } else if (files) {
            notes.set(keys.place("test_datasets"), "data.validation", testFiles);
        } else if (size > 0) {
            notes.set(keys.place("val_set_size"), "data.validation", size);
        } else {
            notes.fill("data.validation", "none", "Axolotl holds nothing out unless told");
        }
    }

    /**
     * How the rows of a data set are written.
     *
     * @param layout a native one
     * @param columns by role, where they are not the usual ones
     * @param template empty: the model's own
     */
    record Rows(String layout, Map<String, String> columns, Optional<String> template) {

        Rows {
            columns = new LinkedHashMap<>(columns);
        }

        boolean chats() {
            return layout.equals("openai") || layout.equals("sharegpt");
        }

        String described() {
            return layout
                    + (columns.isEmpty() ? "" : " " + columns)
                    + template.map(name -> " by " + name).orElse("");
        }

        void write(Place from, boolean inputs, Notes notes) {
            Place type = new Place(from.key() + ".type", from.source());
            notes.set(type, "data.layout", layout);
            if (!columns.isEmpty()) {
                notes.set(type, "data.columns", columns);
            }
            template.ifPresent(name -> notes.set(type, "data.template", name));
            String learnt = switch (layout) {
                case "text" -> "all";
                case "prompt-completion" -> "completion";
                default -> "assistant";
            };
            if (inputs) {
                notes.set(new Place("train_on_inputs", from.source()), "data.train_on", "all");
            } else {
                notes.fill("data.train_on", learnt, "what Axolotl learns of such rows");
            }
        }
    }
}
