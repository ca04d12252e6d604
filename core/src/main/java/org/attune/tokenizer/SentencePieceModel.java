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
 * @param trainer how its pieces are chosen
 * @param charsmap the normalizer's character map, empty where it has none
 */
record SentencePieceModel(List<Piece> pieces, Trainer trainer, byte[] charsmap) {

    /** A token; what it is for is its type. */
    record Piece(String text, float score, int type) {

        static final int CONTROL = 3;
        private static final int USER_DEFINED = 4;

        /** Stands for something else than text. */
        boolean control() {
            return type == CONTROL;
        }

        /** Matches as a whole, whatever its score. */
        boolean userDefined() {
            return type == USER_DEFINED;
        }
    }

    /** @param algorithm {@link #UNIGRAM}, {@link #BPE} or one that no known model uses */
    record Trainer(int algorithm, int unknown, String unknownPiece) {}

    static final int UNIGRAM = 1;
    static final int BPE = 2;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** One field of a message: a number, or bytes. */
    private record Entry(int number, long value, ByteBuffer bytes) {}

    /** @param name how messages call the file */
    static SentencePieceModel read(byte[] file, String name) {
        try {
            List<Piece> pieces = new ArrayList<>();
            Trainer trainer = new Trainer(UNIGRAM, 0, "<unk>");
            byte[] charsmap = new byte[0];
            for (Entry entry : entries(ByteBuffer.wrap(file))) {
                switch (entry.number()) {
                    case 1 -> pieces.add(piece(entry.bytes()));
                    case 2 -> trainer = trainer(entries(entry.bytes()), trainer);
                    case 3 -> {
                        for (Entry inner : entries(entry.bytes())) {
                            charsmap = inner.number() == 2 ? array(inner.bytes()) : charsmap;
                        }
                    }
                    default -> {}
                }
            }
            return new SentencePieceModel(pieces, trainer, charsmap);
        } catch (BufferUnderflowException | IllegalArgumentException | CharacterCodingException e) {
            throw new InputException(
                    "tokenizer.unreadable",
                    name,
                    file.length + " bytes that are no SentencePiece model",
                    "the file is a SentencePiece model",
                    "get the file again from where the model came from");
        }
    }

    private static Trainer trainer(List<Entry> entries, Trainer usual) throws CharacterCodingException {
        int algorithm = usual.algorithm();
        int unknown = usual.unknown();
        String piece = usual.unknownPiece();
        for (Entry entry : entries) {
            switch (entry.number()) {
                case 3 -> algorithm = (int) entry.value();
                case 40 -> unknown = (int) entry.value();
                case 45 -> piece = text(entry.bytes());
                default -> {}
            }
        }
        return new Trainer(algorithm, unknown, piece);
    }

    private static Piece piece(ByteBuffer message) throws CharacterCodingException {
        String text = "";
        float score = 0;
        int type = 1;
        for (Entry entry : entries(message)) {
            switch (entry.number()) {
                case 1 -> text = text(entry.bytes());
                case 2 -> score = Float.intBitsToFloat((int) entry.value());
                case 3 -> type = (int) entry.value();
                default -> {}
            }
        }
        return new Piece(text, score, type);
    }

    private static String text(ByteBuffer bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
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
