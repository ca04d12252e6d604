// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a row as bytes and back, each exactly as it was: a mark, the number of bytes that follow, and they. */
final class RowBytes {

    private static final byte NOTHING = 0;
    private static final byte TEXT = 1;
    private static final byte UNITS = 2;
    private static final byte NUMERAL = 3;
    private static final byte TRUE = 4;
    private static final byte FALSE = 5;
    private static final byte BYTES = 6;
    private static final byte LIST = 7;
    private static final byte MAP = 8;

    private static final int HEAD = Byte.BYTES + Integer.BYTES;

    private ByteBuffer buffer = ByteBuffer.allocate(1 << 12);

    byte[] of(@Nullable Object[] values) {
        buffer.clear();
        for (Object value : values) {
            write(value);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** The value that stands at a position of so many. */
    static @Nullable Object value(byte[] row, int position) {
        ByteBuffer bytes = ByteBuffer.wrap(row);
        for (int i = 0; i < position; i++) {
            bytes.get();
            int length = bytes.getInt();
            bytes.position(bytes.position() + length);
        }
        return read(bytes);
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            put(NOTHING, new byte[0]);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Numeral number) {
            put(NUMERAL, number.written().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Boolean truth) {
            put(truth ? TRUE : FALSE, new byte[0]);
        } else if (value instanceof byte[] blob) {
            put(BYTES, blob);
        } else if (value instanceof List<?> list) {
            nested(LIST, list);
        } else if (value instanceof Map<?, ?> map) {
            List<@Nullable Object> pairs = new ArrayList<>();
            map.forEach((key, of) -> Collections.addAll(pairs, key, of));
            nested(MAP, pairs);
        } else {
            throw new IllegalStateException("a row holds no " + value.getClass());
        }
    }

    /** Half a surrogate pair has no UTF-8. */
    private void text(String text) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            put(TEXT, text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        ByteBuffer units = ByteBuffer.allocate(Math.multiplyExact(text.length(), Character.BYTES));
        units.asCharBuffer().put(text);
        put(UNITS, units.array());
    }

    private void put(byte mark, byte[] content) {
        room(HEAD + content.length);
        buffer.put(mark).putInt(content.length).put(content);
    }

    private void nested(byte mark, List<?> values) {
        room(HEAD);
        buffer.put(mark).putInt(0);
        int from = buffer.position();
        values.forEach(this::write);
        buffer.putInt(from - Integer.BYTES, buffer.position() - from);
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            int needed = Math.addExact(buffer.position(), bytes);
            int grown = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * buffer.capacity()));
            ByteBuffer larger = ByteBuffer.allocate(grown);
            buffer = larger.put(buffer.flip());
        }
    }

    private static @Nullable Object read(ByteBuffer bytes) {
        byte mark = bytes.get();
        int length = bytes.getInt();
        ByteBuffer content = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return switch (mark) {
            case NOTHING -> null;
            case TEXT -> StandardCharsets.UTF_8.decode(content).toString();
            case UNITS -> content.asCharBuffer().toString();
            case NUMERAL -> new Numeral(StandardCharsets.UTF_8.decode(content).toString());
            case TRUE -> true;
            case FALSE -> false;
            case BYTES -> blob(content);
            case LIST -> list(content);
            default -> map(list(content));
        };
    }

    private static byte[] blob(ByteBuffer content) {
        byte[] blob = new byte[content.remaining()];
        content.get(blob);
        return blob;
    }

    private static List<@Nullable Object> list(ByteBuffer content) {
        List<@Nullable Object> list = new ArrayList<>();
        while (content.hasRemaining()) {
            list.add(read(content));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<@Nullable Object, @Nullable Object> map(List<@Nullable Object> pairs) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            map.put(pairs.get(i), pairs.get(i + 1));
        }
        return Collections.unmodifiableMap(map);
    }
}
