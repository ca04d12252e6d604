// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.attune.problem.InputException;

/**
 * Walks over the fields of a protobuf message, each read or passed over by the caller's choice.
 *
 * <p>Source: the protobuf encoding guide; wire types 3 and 4 (groups) are older than ONNX and refused.
 */
final class ProtoFields {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final int LONGEST_NAME = 1 << 16;

    private final FileBytes file;
    private final Cursor in;

    ProtoFields(FileBytes file) {
        this.file = file;
        this.in = new Cursor(file, "weights.onnx", 0, file.size());
    }

    /** One field of a message; the receiver must consume the value by one of the methods of the reader. */
    interface Field {
        void read(int number, Value value);
    }

    /** A value not yet consumed. */
    final class Value {
        private final int wire;

        private Value(int wire) {
            this.wire = wire;
        }

        /** A number, an enum or a truth value. */
        long number() {
            expect(VARINT);
            return varint();
        }

        boolean isBytes() {
            return wire == BYTES;
        }

        String text() {
            long length = length();
            if (length < 0 || length > LONGEST_NAME) {
                throw broken("a name of " + Long.toUnsignedString(length) + " bytes");
            }
            return new String(in.bytes(length), StandardCharsets.UTF_8);
        }

        void message(Field fields) {
            long outer = in.enter(length());
            readAll(fields);
            in.leave(outer);
        }

        /** Passes over the bytes and says where they lie. */
        StateDict.Span bytes() {
            long length = length();
            StateDict.Span span = new StateDict.Span(in.position(), length);
            in.skip(length);
            return span;
        }

        /** Several numbers in one field. */
        void packed(LongConsumer each) {
            long outer = in.enter(length());
            while (in.remaining() > 0) {
                each.accept(varint());
            }
            in.leave(outer);
        }

        void skip() {
            switch (wire) {
                case VARINT -> varint();
                case FIXED_64 -> in.skip(Long.BYTES);
                case BYTES -> in.skip(varint());
                case FIXED_32 -> in.skip(Integer.BYTES);
                default -> throw broken("a field of wire type " + wire);
            }
        }

        private long length() {
            expect(BYTES);
            return varint();
        }

        private void expect(int expected) {
            if (wire != expected) {
                throw broken("a field of wire type " + wire + " where " + expected + " belongs");
            }
        }
    }

    /** Reads the fields up to the end of the message that the reader is in. */
    void readAll(Field fields) {
        while (in.remaining() > 0) {
            long key = varint();
            long number = key >>> 3;
            if (number < 1 || number > 0x1fffffff) {
                throw broken("field number " + number);
            }
            fields.read((int) number, new Value((int) (key & 7)));
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw broken("a number of more than ten bytes");
    }

    private InputException broken(String what) {
        return file.wrong(
                "weights.onnx",
                "is no ONNX model: " + what + " at byte " + in.position(),
                "an ONNX model is a protobuf message",
                "the file was cut or changed, or is of another format; fetch it again");
    }
}
