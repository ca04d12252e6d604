// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.attune.problem.InputException;

/**
 * A SentencePiece model file, as far as a tokenizer.json needs it. Source of the numbers: {@code sentencepiece_model.proto}.
 *
 * @param unigram whether the model chooses pieces by score
 * @param charsmap the normalizer's character map, empty where it has none
 */
record SentencePieceModel(List<Piece> pieces, boolean unigram, byte[] charsmap) {

    /** @param userDefined whether the piece matches as a whole, whatever its score */
    record Piece(String text, float score, boolean userDefined) {}

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final int USER_DEFINED = 4;
    private static final int UNIGRAM = 1;

    /** One field of a message: a number, or bytes. */
    private record Entry(int number, long value, ByteBuffer bytes) {}

    /** @param name how messages call the file */
    static SentencePieceModel read(byte[] file, String name) {
        try {
            List<Piece> pieces = new ArrayList<>();
            boolean unigram = true;
            byte[] charsmap = new byte[0];
            for (Entry entry : entries(ByteBuffer.wrap(file))) {
                switch (entry.number()) {
                    case 1 -> pieces.add(piece(entry.bytes()));
                    case 2 ->
                        unigram = entries(entry.bytes()).stream()
                                .allMatch(inner -> inner.number() != 3 || inner.value() == UNIGRAM);
                    case 3 -> {
                        for (Entry inner : entries(entry.bytes())) {
                            charsmap = inner.number() == 2 ? array(inner.bytes()) : charsmap;
                        }
                    }
                    default -> {}
                }
            }
            return new SentencePieceModel(pieces, unigram, charsmap);
        } catch (BufferUnderflowException | IllegalArgumentException | CharacterCodingException e) {
            throw new InputException(
                    "tokenizer.unreadable",
                    name,
                    file.length + " bytes that are no SentencePiece model",
                    "the file is a SentencePiece model",
                    "get the file again from where the model came from");
        }
    }

    private static Piece piece(ByteBuffer message) throws CharacterCodingException {
        String text = "";
        float score = 0;
        boolean userDefined = false;
        for (Entry entry : entries(message)) {
            switch (entry.number()) {
                case 1 ->
                    text = StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(entry.bytes())
                            .toString();
                case 2 -> score = Float.intBitsToFloat((int) entry.value());
                case 3 -> userDefined = entry.value() == USER_DEFINED;
                default -> {}
            }
        }
        return new Piece(text, score, userDefined);
    }

    private static List<Entry> entries(ByteBuffer message) {
        ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<Entry> entries = new ArrayList<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >>> 3);
            entries.add(
                    switch ((int) (key & 7)) {
                        case 0 -> new Entry(number, varint(in), NONE);
                        case 1 -> new Entry(number, in.getLong(), NONE);
                        case 2 -> new Entry(number, 0, bytes(in));
                        case 5 -> new Entry(number, in.getInt(), NONE);
                        default -> throw new IllegalArgumentException("a field of an unknown kind");
                    });
        }
        return entries;
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return slice;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number that does not end");
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);
        return array;
    }
}
