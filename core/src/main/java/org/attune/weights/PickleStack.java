// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;

/** The stack, the marks and the memo of a pickle machine, with a bound on all that is ever put there. */
final class PickleStack {

    /** A checkpoint of ten thousand tensors with its optimiser's state needs two million; memory stays below 300 MB. */
    private static final int MOST_PUSHES = 3_000_000;

    private final FileBytes file;
    private final List<PickleValue> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, PickleValue> memo = new HashMap<>();
    private int pushes;

    PickleStack(FileBytes file) {
        this.file = file;
    }

    void push(PickleValue value) {
        spend(1);
        values.add(value);
    }

    void mark() {
        spend(1);
        marks.add(values.size());
    }

    PickleValue pop() {
        if (values.size() <= floor()) {
            throw broken("takes a value where there is none");
        }
        return values.remove(values.size() - 1);
    }

    PickleValue top() {
        if (values.size() <= floor()) {
            throw broken("looks at a value where there is none");
        }
        return values.get(values.size() - 1);
    }

    /** All values above the last mark, which goes too. */
    List<PickleValue> popMark() {
        if (marks.isEmpty()) {
            throw broken("goes back to a mark that is not there");
        }
        List<PickleValue> above = values.subList(marks.remove(marks.size() - 1), values.size());
        List<PickleValue> taken = List.copyOf(above);
        above.clear();
        return taken;
    }

    void memoize(long index) {
        spend(1);
        memo.put(index, top());
    }

    /** Under the next free number. */
    void memoize() {
        memoize(memo.size());
    }

    void pushMemo(long index) {
        PickleValue value = memo.get(index);
        if (value == null) {
            throw broken("asks for value " + index + ", which it never kept");
        }
        push(value);
    }

    /** Counts work that a short file could ask for again and again. */
    void spend(int amount) {
        pushes += amount;
        if (pushes > MOST_PUSHES || pushes < 0) {
            throw broken("builds more than " + MOST_PUSHES + " values");
        }
    }

    InputException broken(String what) {
        return file.wrong(
                "weights.pickle",
                "its description of the tensors " + what,
                "a state dict as torch.save writes it",
                "the file was cut or changed, or is no state dict; fetch it again or save it as safetensors");
    }

    private int floor() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }
}
