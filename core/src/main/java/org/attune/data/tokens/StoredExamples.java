// SPDX-License-Identifier: Apache-2.0
package org.attune.data.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.attune.data.Example;
import org.attune.data.Examples;

/**
 * Examples in a file, made anew each time one is asked for. Where each begins, its row and its length are mapped; the examples themselves are
 * read at their places, so that they count among what the system holds of files and not as memory of this process (decision 0056). Any number of
 * threads may read.
 */
final class StoredExamples extends AbstractList<Example> implements RandomAccess, Examples.Measured {

    private final FileChannel channel;
    private final MappedByteBuffer index;
    private final int size;
    private final long end;

    StoredExamples(FileChannel channel, MappedByteBuffer index, long end) {
        this.channel = channel;
        this.index = index;
        this.size = index.capacity() / TokenFile.ENTRY;
        this.end = end;
    }

    @Override
    public Example get(int place) {
        long from = begin(place);
        long to = place + 1 == size ? end : begin(place + 1);
        try {
            return ExampleBytes.read(TokenFile.at(channel, from, Math.toIntExact(to - from)), row(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int row(int place) {
        return index.getInt(entry(place) + Long.BYTES);
    }

    @Override
    public int length(int place) {
        return index.getInt(entry(place) + Long.BYTES + Integer.BYTES);
    }

    @Override
    public int size() {
        return size;
    }

    private long begin(int place) {
        return index.getLong(entry(place));
    }

    private int entry(int place) {
        if (place < 0 || place >= size) {
            throw new IndexOutOfBoundsException(place + " of " + size);
        }
        return place * TokenFile.ENTRY;
    }
}
