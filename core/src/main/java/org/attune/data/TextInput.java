// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Characters of a text file: UTF-8 with or without a byte order mark, UTF-16 with one. A byte that is no text is replaced and
 * remembered with its line, so that reading goes on and finds the other problems too.
 */
final class TextInput extends Reader {

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
    private final CharBuffer chars = CharBuffer.allocate(CHUNK).flip();
    private boolean ended;
    private long offset;
    private long line = 1;
    private boolean afterReturn;
    private final BadBytes bad = new BadBytes();

    TextInput(InputStream in) throws IOException {
        this.in = in;
        in.mark(3);
        byte[] mark = in.readNBytes(3);
        int length = 0;
        if (SourceBytes.begins(mark, 0xef, 0xbb, 0xbf)) {
            charset = StandardCharsets.UTF_8;
            length = 3;
        } else if (SourceBytes.begins(mark, 0xff, 0xfe)) {
            charset = StandardCharsets.UTF_16LE;
            length = 2;
        } else if (SourceBytes.begins(mark, 0xfe, 0xff)) {
            charset = StandardCharsets.UTF_16BE;
            length = 2;
        } else {
            charset = StandardCharsets.UTF_8;
        }
        in.reset();
        in.skipNBytes(length);
        offset = length;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        fill();
    }

    /** What comes next, up to 65,536 characters, without reading past it. */
    CharSequence sample() {
        return chars.asReadOnlyBuffer();
    }

    /** Whether the sample is all there is. */
    boolean sampleIsAll() {
        return ended && !bytes.hasRemaining();
    }

    /** Whether the first characters are no text; nothing sensible can be said about lines then. */
    boolean looksBinary() {
        return bad.nulls() * 20 > chars.remaining() || bad.count() > Math.max(8, chars.remaining() / 10);
    }

    /** Bytes that are no text, seen so far. */
    BadBytes bad() {
        return bad;
    }

    String charset() {
        return charset.name();
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!chars.hasRemaining()) {
            fill();
            if (!chars.hasRemaining()) {
                return -1;
            }
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, from, count);
        return count;
    }

    private void fill() throws IOException {
        chars.clear();
        while (chars.hasRemaining()) {
            int start = chars.position();
            int before = bytes.position();
            CoderResult result = decoder.decode(bytes, chars, ended);
            offset += bytes.position() - before;
            count(start);
            if (result.isError() && chars.hasRemaining()) {
                replace(result.length());
            } else if (ended || !result.isUnderflow()) {
                break;
            } else {
                more();
            }
        }
        chars.flip();
    }

    private void replace(int length) {
        byte[] wrong = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.position() + length);
        bad.invalid(line, offset, wrong);
        bytes.position(bytes.position() + length);
        offset += length;
        chars.put('\uFFFD');
        afterReturn = false;
    }

    private void more() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private void count(int start) {
        char[] array = chars.array();
        for (int i = start; i < chars.position(); i++) {
            char c = array[i];
            if (c == '\n' ? !afterReturn : c == '\r') {
                line++;
            }
            if (c == 0) {
                bad.zero(line);
            }
            afterReturn = c == '\r';
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
