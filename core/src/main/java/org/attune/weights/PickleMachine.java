// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.attune.weights.PickleValue.Dict;
import org.attune.weights.PickleValue.Items;
import org.attune.weights.PickleValue.Opaque;
import org.attune.weights.PickleValue.Storage;
import org.attune.weights.PickleValue.Text;
import org.attune.weights.PickleValue.Tuple;
import org.attune.weights.PickleValue.Whole;

/**
 * Runs the part of Python's pickle language that state dicts are written in, without Python's power: names that it does
 * not know end the reading, and the few that it knows build plain values. Bounded in memory and free of recursion.
 *
 * <p>Source: the opcode table of CPython's {@code pickletools}.
 */
final class PickleMachine {

    /** Descriptions are some hundred bytes per tensor. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int LONGEST_TEXT = 1 << 20;
    private static final int HIGHEST_PROTOCOL = 5;

    private final Cursor in;
    private final PickleStack stack;
    private final PickleCalls calls;

    private final Consumer<Storage> storages;

    private PickleMachine(FileBytes file, Cursor in, Consumer<Storage> storages) {
        this.in = in;
        this.storages = storages;
        this.stack = new PickleStack(file);
        this.calls = new PickleCalls(file, stack);
    }

    /** The value of the pickle that starts at the cursor, which then stands behind it. */
    static PickleValue run(FileBytes file, Cursor in) {
        return run(file, in, storage -> {});
    }

    /** @param storages is shown every storage that the pickle refers to */
    static PickleValue run(FileBytes file, Cursor in, Consumer<Storage> storages) {
        PickleMachine machine = new PickleMachine(file, in, storages);
        long outer = in.enter(Math.min(in.remaining(), MOST_BYTES));
        while (true) {
            int opcode = in.u8();
            if (opcode == '.') {
                break;
            }
            if (!machine.constant(opcode) && !machine.container(opcode) && !machine.memo(opcode)) {
                machine.reference(opcode);
            }
        }
        in.restore(outer);
        return machine.stack.pop();
    }

    private boolean constant(int opcode) {
        switch (opcode) {
            case 'N' -> stack.push(Opaque.NONE);
            case 0x88 -> stack.push(Opaque.TRUE);
            case 0x89 -> stack.push(Opaque.FALSE);
            case 'J' -> stack.push(new Whole(in.i32()));
            case 'K' -> stack.push(new Whole(in.u8()));
            case 'M' -> stack.push(new Whole(in.u16()));
            case 0x8a -> stack.push(whole(in.bytes(in.u8())));
            case 'G' -> {
                in.skip(Double.BYTES);
                stack.push(Opaque.FLOAT);
            }
            case 'X', 'T' -> stack.push(text(in.u32()));
            case 0x8c, 'U' -> stack.push(text(in.u8()));
            case 0x8d -> stack.push(text(in.i64()));
            case 'C' -> bytes(in.u8());
            case 'B' -> bytes(in.u32());
            case 0x8e, 0x96 -> bytes(in.i64());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) {
        switch (opcode) {
            case '(' -> stack.mark();
            case '}' -> stack.push(new Dict());
            case ']' -> stack.push(new Items());
            case ')' -> stack.push(new Tuple(List.of()));
            case 't' -> stack.push(new Tuple(stack.popMark()));
            case 0x85 -> tuple(1);
            case 0x86 -> tuple(2);
            case 0x87 -> tuple(3);
            case 'd' -> {
                List<PickleValue> items = stack.popMark();
                stack.push(new Dict());
                put(items);
            }
            case 'l' -> {
                List<PickleValue> items = stack.popMark();
                stack.push(new Items());
                append(items);
            }
            case 'a' -> append(List.of(stack.pop()));
            case 'e' -> append(stack.popMark());
            case 's' -> put(pair());
            case 'u' -> put(stack.popMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memo(int opcode) {
        switch (opcode) {
            case 'q' -> stack.memoize(in.u8());
            case 'r' -> stack.memoize(in.u32());
            case 0x94 -> stack.memoize();
            case 'h' -> stack.pushMemo(in.u8());
            case 'j' -> stack.pushMemo(in.u32());
            case '0' -> stack.pop();
            case '1' -> stack.popMark();
            case '2' -> stack.push(stack.top());
            case 0x80 -> {
                int protocol = in.u8();
                if (protocol > HIGHEST_PROTOCOL) {
                    throw stack.broken("is of pickle protocol " + protocol);
                }
            }
            case 0x95 -> in.skip(Long.BYTES); // the length of a frame, of use only to a stream
            default -> {
                return false;
            }
        }
        return true;
    }

    private void reference(int opcode) {
        switch (opcode) {
            case 'c' -> stack.push(calls.lookUp(line(), line()));
            case 0x93 -> {
                PickleValue name = stack.pop();
                stack.push(calls.lookUp(calls.text(stack.pop()), calls.text(name)));
            }
            case 'R', 0x81 -> {
                PickleValue arguments = stack.pop();
                stack.push(calls.call(stack.pop(), arguments));
            }
            case 'b' -> calls.build(stack.pop(), stack.top());
            case 'Q' -> {
                Storage storage = calls.storage(stack.pop());
                storages.accept(storage);
                stack.push(storage);
            }
            case 'i' -> throw calls.unsafe(line() + "." + line());
            default ->
                throw stack.broken(
                        "uses the instruction " + String.format("0x%02x", opcode) + ", which no state dict needs");
        }
    }

    private static PickleValue whole(byte[] littleEndian) {
        byte[] bytes = littleEndian.clone();
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte swapped = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swapped;
        }
        BigInteger value = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return value.bitLength() < Long.SIZE ? new Whole(value.longValue()) : new PickleValue.Huge(value);
    }

    private Text text(long length) {
        if (length < 0 || length > LONGEST_TEXT) {
            throw stack.broken("holds a text of " + Long.toUnsignedString(length) + " bytes");
        }
        return new Text(new String(in.bytes(length), StandardCharsets.UTF_8));
    }

    private void bytes(long length) {
        in.skip(length);
        stack.push(Opaque.BYTES);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int c = in.u8(); c != '\n'; c = in.u8()) {
            if (line.length() > 1000) {
                throw stack.broken("has a name without an end");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private void tuple(int length) {
        List<PickleValue> items = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            items.add(stack.pop());
        }
        Collections.reverse(items);
        stack.push(new Tuple(items));
    }

    private List<PickleValue> pair() {
        PickleValue value = stack.pop();
        return List.of(stack.pop(), value);
    }

    private void append(List<PickleValue> items) {
        if (!(stack.top() instanceof Items list)) {
            throw stack.broken("appends to something that is no list");
        }
        list.values.addAll(items);
    }

    private void put(List<PickleValue> keysAndValues) {
        if (!(stack.top() instanceof Dict dict) || keysAndValues.size() % 2 != 0) {
            throw stack.broken("sets items of something that is no dict");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            calls.put(dict, keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }
}
