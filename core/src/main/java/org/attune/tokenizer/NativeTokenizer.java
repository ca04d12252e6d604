// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/**
 * One tokenizer of the Rust library. Any number of threads may encode at once; close waits for them, because a handle
 * used after it was freed would take the process down.
 */
final class NativeTokenizer implements AutoCloseable {

    private final TokenizersLibrary library = NativeLibrary.get();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private long handle;

    /** @param json a tokenizer.json that {@link TokenizerRules} found sound: a bad one can abort the process */
    NativeTokenizer(String json) {
        try {
            handle = library.createTokenizerFromString(json);
        } catch (RuntimeException e) {
            throw new InputException(
                    "tokenizer.unreadable",
                    TokenizerJson.NAME,
                    Problem.quote(String.valueOf(e.getMessage())),
                    "the tokenizers library 0.21 can read the file",
                    "save the tokenizer again with a current version of transformers");
        }
    }

    /** Tokens of a text without special tokens. */
    Pieces text(String text) {
        requireShort(text.length());
        String clean = Unicode.wellFormed(text);
        return encode(() -> library.encode(handle, clean, false), word -> clean, false);
    }

    /** Tokens of pre-split words without special tokens; offsets are within each word. */
    Pieces words(List<String> words) {
        requireShort(words.stream().mapToLong(word -> word.length() + 1L).sum());
        String[] clean = words.stream().map(Unicode::wellFormed).toArray(String[]::new);
        return encode(() -> library.encodeList(handle, clean, false), word -> clean[word], true);
    }

    String decode(int[] ids) {
        long[] wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = ids[i];
        }
        lock.readLock().lock();
        try {
            requireOpen();
            return library.decode(handle, wide, false);
        } finally {
            lock.readLock().unlock();
        }
    }

    @FunctionalInterface
    private interface Call {
        long encoding();
    }

    @FunctionalInterface
    private interface Source {
        String ofWord(int word);
    }

    private Pieces encode(Call call, Source source, boolean split) {
        lock.readLock().lock();
        try {
            requireOpen();
            long encoding = handleOf(call);
            try {
                return pieces(encoding, source, split);
            } finally {
                library.deleteEncoding(encoding);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private static long handleOf(Call call) {
        try {
            return call.encoding();
        } catch (RuntimeException e) {
            throw new InputException(
                    "tokenizer.text",
                    "text",
                    Problem.quote(String.valueOf(e.getMessage())),
                    "the tokenizer has a token for everything that a text can hold",
                    "use a tokenizer with an unknown token, or take such texts out");
        }
    }

    private static void requireShort(long length) {
        if (length > PatternRule.LONGEST_TEXT) {
            throw new InputException(
                    "tokenizer.text-size",
                    "text",
                    length + " characters",
                    "one text has at most " + PatternRule.LONGEST_TEXT + " characters",
                    "split it into several rows");
        }
    }

    private Pieces pieces(long encoding, Source source, boolean split) {
        int[] ids = narrow(library.getTokenIds(encoding));
        int[] words = split ? narrow(library.getWordIds(encoding)) : new int[ids.length];
        CharSpan[] spans = library.getTokenCharSpans(encoding);
        int[] start = new int[ids.length];
        int[] end = new int[ids.length];
        Unicode.Offsets offsets = Unicode.offsets("");
        for (int i = 0; i < ids.length; i++) {
            if (i == 0 || (split && words[i] != words[i - 1])) {
                offsets = Unicode.offsets(source.ofWord(words[i]));
            }
            start[i] = offsets.unit(spans[i].getStart());
            end[i] = offsets.unit(spans[i].getEnd());
        }
        if (!split) {
            Arrays.fill(words, -1);
        }
        return new Pieces(ids, words, start, end);
    }

    private static int[] narrow(long[] wide) {
        int[] narrow = new int[wide.length];
        for (int i = 0; i < wide.length; i++) {
            narrow[i] = Math.toIntExact(wide[i]);
        }
        return narrow;
    }

    private void requireOpen() {
        if (handle == 0) {
            throw new IllegalStateException("the tokenizer was closed");
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (handle != 0) {
                library.deleteTokenizer(handle);
                handle = 0;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
