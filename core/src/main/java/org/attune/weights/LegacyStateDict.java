// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.weights.PickleValue.Dict;
import org.attune.weights.PickleValue.Huge;
import org.attune.weights.PickleValue.Items;
import org.attune.weights.PickleValue.Opaque;
import org.attune.weights.PickleValue.Storage;
import org.attune.weights.PickleValue.Text;
import org.attune.weights.PickleValue.Whole;

/**
 * The format of {@code torch.save} before PyTorch 1.6: five pickles (a magic number, the version, facts about the
 * machine, the object, the keys of its storages), then for each key the number of elements and the elements.
 */
final class LegacyStateDict {

    private static final Huge MAGIC = new Huge(new BigInteger("1950a86a20f9469cfc6c", 16));
    private static final Whole VERSION = new Whole(1001);

    private final FileBytes file;
    private final Cursor in;

    private LegacyStateDict(FileBytes file) {
        this.file = file;
        this.in = new Cursor(file, "weights.pickle", 0, file.size());
    }

    static StateDict.SavedObject read(FileBytes file) {
        return new LegacyStateDict(file).read();
    }

    private StateDict.SavedObject read() {
        if (new Cursor(file, "weights.unknown-format", 0, file.size()).u8() != 0x80) {
            throw unknown();
        }
        if (!PickleMachine.run(file, in).equals(MAGIC)
                || !PickleMachine.run(file, in).equals(VERSION)) {
            throw unknown();
        }
        checkMachine(PickleMachine.run(file, in));
        Map<String, Storage> storages = new HashMap<>();
        PickleValue object = PickleMachine.run(file, in, storage -> {
            Storage former = storages.putIfAbsent(storage.key(), storage);
            if (former != null && !former.equals(storage)) {
                throw broken("gives " + Problem.quote(storage.key()) + " two types or sizes");
            }
        });
        return new StateDict.SavedObject(object, spans(PickleMachine.run(file, in), storages));
    }

    private void checkMachine(PickleValue facts) {
        if (!(facts instanceof Dict dict)) {
            throw unknown();
        }
        if (dict.entries.get(new Text("little_endian")) == Opaque.FALSE) {
            throw ZipStateDict.bigEndian(file, "big");
        }
    }

    private Map<String, StateDict.Span> spans(PickleValue keys, Map<String, Storage> storages) {
        if (!(keys instanceof Items list)) {
            throw unknown();
        }
        Map<String, StateDict.Span> spans = new HashMap<>();
        for (PickleValue key : list.values) {
            Storage storage = key instanceof Text text ? storages.get(text.value()) : null;
            if (storage == null) {
                throw broken("lists data that no tensor uses");
            }
            long elements = in.i64();
            if (elements != storage.elements()
                    || elements > in.remaining() / storage.dtype().bytes()) {
                throw broken("announces " + elements + " elements of data for " + Problem.quote(storage.key())
                        + " where " + storage.elements() + " belong and " + in.remaining() + " bytes are left");
            }
            long bytes = elements * storage.dtype().bytes();
            spans.put(storage.key(), new StateDict.Span(in.position(), bytes));
            in.skip(bytes);
        }
        return spans;
    }

    private InputException unknown() {
        return file.wrong(
                "weights.unknown-format",
                "is no file of torch.save",
                "a state dict is a zip file of torch.save, or starts with the magic number of older versions",
                "check that this is a file of weights; a web page or a pointer of Git LFS is a common mistake");
    }

    private InputException broken(String what) {
        return file.wrong(
                "weights.pickle",
                what,
                "the data of the storages follows in the order of their keys",
                "the file was cut or changed; fetch it again");
    }
}
