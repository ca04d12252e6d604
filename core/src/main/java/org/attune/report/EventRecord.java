// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of TensorBoard's event files: protocol buffers of the message {@code tensorflow.Event} (event.proto,
 * summary.proto), each framed as a TFRecord with masked CRC-32C sums (record_writer.cc).
 */
final class EventRecord {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private EventRecord() {}

    /** The first record of every file. */
    static byte[] version(double wallTime) {
        return event(wallTime, 0).text(3, "brain.Event:2").framed();
    }

    /** Readers drop all that earlier files have from this step on. */
    static byte[] sessionStart(double wallTime, long step) {
        EventRecord start = new EventRecord().tag(1, VARINT).varint(1);
        return event(wallTime, step).message(7, start).framed();
    }

    static byte[] scalar(double wallTime, long step, String name, double value) {
        EventRecord scalar =
                new EventRecord().text(1, name).tag(2, FIXED32).fixed(4, Float.floatToRawIntBits((float) value));
        return event(wallTime, step)
                .message(5, new EventRecord().message(1, scalar))
                .framed();
    }

    /** A record around data: length, its sum, the data, their sum. */
    private byte[] framed() {
        byte[] data = out.toByteArray();
        ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(masked(record.array(), 8));
        record.put(data);
        record.putInt(masked(data, data.length));
        return record.array();
    }

    /** Rotated and offset, so that the sum of data that hold sums is still a good one. */
    static int masked(byte[] data, int length) {
        CRC32C crc = new CRC32C();
        crc.update(data, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    private static EventRecord event(double wallTime, long step) {
        EventRecord event = new EventRecord().tag(1, FIXED64).fixed(8, Double.doubleToRawLongBits(wallTime));
        return step == 0 ? event : event.tag(2, VARINT).varint(step);
    }

    private EventRecord message(int field, EventRecord inner) {
        return bytes(field, inner.out.toByteArray());
    }

    private EventRecord text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private EventRecord bytes(int field, byte[] bytes) {
        tag(field, BYTES).varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private EventRecord tag(int field, int type) {
        return varint(((long) field << 3) | type);
    }

    private EventRecord varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    private EventRecord fixed(int size, long bits) {
        for (int i = 0; i < size; i++) {
            out.write((int) (bits >>> (8 * i)));
        }
        return this;
    }
}
