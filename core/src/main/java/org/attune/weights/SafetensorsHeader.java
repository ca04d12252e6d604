// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The description at the start of a safetensors file: eight bytes of length, that many bytes of JSON, then the data.
 * All offsets here count from the start of the data, as in the file.
 *
 * @param dataStart where the data begins in the file
 */
record SafetensorsHeader(long dataStart, Map<String, Entry> entries, Map<String, String> metadata) {

    /** The reference implementation's own limit. */
    static final int MOST_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;

    /** A tensor and where its bytes lie. */
    record Entry(TensorInfo info, long begin, long end) {}

    /** Reads and checks everything that can be checked without reading data. */
    static SafetensorsHeader read(FileBytes file) {
        byte[] json = json(file);
        Problems problems = new Problems();
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        StrictJson.readObject(json, file, (name, value) -> {
            if (name.equals("__metadata__")) {
                metadata(file, value, metadata, problems);
            } else {
                Entry entry = SafetensorsEntry.read(file, name, value, problems);
                if (entry != null) {
                    entries.put(name, entry);
                }
            }
        });
        problems.throwIfAny();
        long dataStart = LENGTH_BYTES + (long) json.length;
        checkSpans(file, entries, file.size() - dataStart, problems);
        problems.throwIfAny();
        return new SafetensorsHeader(dataStart, entries, metadata);
    }

    private static byte[] json(FileBytes file) {
        long length = -1;
        if (file.size() >= LENGTH_BYTES) {
            ByteBuffer first = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            file.read(0, first);
            length = first.getLong(0);
        }
        if (length < 2 || length > MOST_BYTES || length > file.size() - LENGTH_BYTES) {
            throw file.wrong(
                    "weights.header",
                    file.size() < LENGTH_BYTES
                            ? "is only " + file.size() + " bytes long"
                            : "announces a header of " + Long.toUnsignedString(length) + " bytes in a file of "
                                    + file.size(),
                    "a safetensors file starts with the length of its header, at most " + MOST_BYTES + " bytes",
                    "the file was cut or is of another format; fetch it again");
        }
        byte[] json = new byte[(int) length];
        file.read(LENGTH_BYTES, ByteBuffer.wrap(json));
        return json;
    }

    private static void metadata(FileBytes file, JsonParser value, Map<String, String> metadata, Problems problems) {
        boolean strings = value.currentToken() == JsonToken.START_OBJECT;
        if (strings) {
            int before = metadata.size();
            int[] members = {0};
            StrictJson.members(value, (key, text) -> {
                members[0]++;
                if (text.currentToken() == JsonToken.VALUE_STRING) {
                    metadata.put(key, text.getString());
                } else {
                    text.skipChildren();
                }
            });
            strings = metadata.size() - before == members[0];
        } else {
            value.skipChildren();
        }
        if (!strings) {
            problems.add(
                    "weights.metadata",
                    file.name(),
                    "__metadata__ holds something else than strings",
                    "__metadata__ is an object of strings",
                    "write the file again with the safetensors library");
        }
    }

    /** Sorted by position, the tensors must cover the data exactly: what overlaps or is left over hides something. */
    private static void checkSpans(FileBytes file, Map<String, Entry> entries, long dataBytes, Problems problems) {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long position = 0;
        for (Entry entry : sorted) {
            if (entry.end() > dataBytes) {
                span(
                        file,
                        problems,
                        "weights.truncated",
                        name(entry) + " ends at byte " + entry.end() + " of the data, which has " + dataBytes);
            } else if (entry.begin() != position) {
                span(
                        file,
                        problems,
                        entry.begin() < position ? "weights.overlap" : "weights.hole",
                        name(entry) + " starts at byte " + entry.begin() + " where the tensor before it ends at "
                                + position);
            }
            position = entry.end();
        }
        if (problems.isEmpty() && position != dataBytes) {
            span(file, problems, "weights.hole", (dataBytes - position) + " bytes follow the last tensor");
        }
    }

    private static void span(FileBytes file, Problems problems, String code, String found) {
        problems.add(
                code,
                file.name(),
                found,
                "the tensors of a safetensors file cover its data without a gap",
                "the file was cut or changed; fetch it again");
    }

    private static String name(Entry entry) {
        return Problem.quote(entry.info().name());
    }
}
