// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, hashed: md5 over its values and a seed. It depends on neither the position nor the file nor the order of the
 * columns, so a row keeps its place in a split when files are renamed, reordered or joined, and equal rows have equal keys.
 */
public record RowKey(long high, long low) implements Comparable<RowKey> {

    /** @param columns in any order; none: all of the row */
    public static RowKey of(Row row, Collection<String> columns, long seed) {
        MessageDigest md5 = md5();
        Map<String, @Nullable Object> values = new TreeMap<>();
        for (String column : columns.isEmpty() ? row.values().keySet() : columns) {
            values.put(column, row.value(column));
        }
        // by value, not by column name: the same text under another name is the same text
        values.values().forEach(v -> update(md5, v));
        md5.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        ByteBuffer digest = ByteBuffer.wrap(md5.digest());
        return new RowKey(digest.getLong(), digest.getLong());
    }

    @Override
    public int compareTo(RowKey other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    private static void update(MessageDigest md5, @Nullable Object value) {
        if (value instanceof List<?> list) {
            md5.update((byte) '[');
            list.forEach(v -> update(md5, v));
            md5.update((byte) ']');
        } else if (value instanceof Map<?, ?> map) {
            md5.update((byte) '{');
            new TreeMap<>(map).forEach((k, v) -> {
                update(md5, k);
                update(md5, v);
            });
            md5.update((byte) '}');
        } else if (value instanceof byte[] bytes) {
            update(md5, bytes);
        } else if (value == null) {
            md5.update((byte) '0');
        } else {
            update(md5, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** With its length in front, so that two fields never read as one. */
    private static void update(MessageDigest md5, byte[] bytes) {
        md5.update((byte) 's');
        md5.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        md5.update(bytes);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
