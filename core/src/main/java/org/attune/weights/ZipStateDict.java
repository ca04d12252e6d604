// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** The zip format of {@code torch.save}: {@code NAME/data.pkl}, {@code NAME/byteorder}, {@code NAME/data/KEY}. */
final class ZipStateDict {

    private ZipStateDict() {}

    static StateDict.SavedObject read(FileBytes file) {
        Map<String, ZipArchive.Entry> entries = ZipArchive.entries(file);
        List<String> pickles = entries.keySet().stream()
                .filter(name -> name.endsWith("/data.pkl") && name.indexOf('/') == name.length() - "/data.pkl".length())
                .toList();
        if (pickles.size() != 1) {
            throw file.wrong(
                    "weights.zip",
                    "is a zip file with " + pickles.size() + " entries NAME/data.pkl",
                    "a file of torch.save has one",
                    "name a file of weights");
        }
        String pickle = pickles.get(0);
        String folder = pickle.substring(0, pickle.length() - "data.pkl".length());
        refuseScripts(file, entries, folder);
        refuseCompressed(file, entries);
        refuseBigEndian(file, entries.get(folder + "byteorder"));
        ZipArchive.Entry entry = entries.getOrDefault(pickle, new ZipArchive.Entry(0, 0, true));
        Cursor in = new Cursor(file, "weights.pickle", entry.position(), entry.position() + entry.bytes());
        PickleValue object = PickleMachine.run(file, in);
        Map<String, StateDict.Span> storages = new HashMap<>();
        entries.forEach((name, data) -> {
            if (name.startsWith(folder + "data/")) {
                storages.put(
                        name.substring(folder.length() + "data/".length()),
                        new StateDict.Span(data.position(), data.bytes()));
            }
        });
        return new StateDict.SavedObject(object, storages);
    }

    private static void refuseScripts(FileBytes file, Map<String, ZipArchive.Entry> entries, String folder) {
        if (entries.keySet().stream().anyMatch(name -> name.startsWith(folder + "code/"))) {
            throw file.wrong(
                    "weights.torchscript",
                    "is a TorchScript program",
                    "weights are tensors by name, without code",
                    "in Python: torch.save(torch.jit.load(FILE).state_dict(), NEW_FILE)");
        }
    }

    private static void refuseCompressed(FileBytes file, Map<String, ZipArchive.Entry> entries) {
        entries.forEach((name, entry) -> {
            if (!entry.plain()) {
                throw file.wrong(
                        "weights.compressed",
                        "holds " + Problem.quote(name) + " compressed or encrypted",
                        "torch.save stores tensors as they are, and so they are read",
                        "unpack it and pack it again without compression, or save it again with torch.save");
            }
        });
    }

    private static void refuseBigEndian(FileBytes file, ZipArchive.@Nullable Entry marker) {
        if (marker == null) {
            return; // files before PyTorch 2.1 have none and are little-endian
        }
        byte[] text = new Cursor(file, "weights.zip", marker.position(), marker.position() + marker.bytes())
                .bytes(Math.min(marker.bytes(), 16));
        String order = new String(text, StandardCharsets.US_ASCII).strip();
        if (!order.equals("little")) {
            throw bigEndian(file, order);
        }
    }

    static RuntimeException bigEndian(FileBytes file, String order) {
        return file.wrong(
                "weights.big-endian",
                "was written with byte order " + Problem.quote(order),
                "tensors are stored little-endian",
                "convert it in Python on a little-endian machine: torch.save(torch.load(FILE), NEW_FILE)");
    }
}
