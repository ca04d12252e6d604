// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.attune.config.NewTokens;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tokenizer of a model. Encodes as transformers does with {@code truncation=True} and
 * {@code split_special_tokens=True}: text of a row never becomes a special token. Any number of threads may use one;
 * close waits for them. Two native tokenizers' worth of memory once pre-split words need a space before each word.
 */
public final class TextTokenizer implements AutoCloseable {

    private final ModelFiles files;
    private final byte[] json;
    private final Settings settings;
    private final Vocabulary vocabulary;
    private final SpecialTokens special;
    private final BitSet specialIds = new BitSet();
    private final BitSet knownIds;
    private final BitSet byteIds;
    private final Fitting fitting;
    private final SecretNames names;
    private final NativeTokenizer texts;
    private final Markup markup;
    private final boolean wordsNeedPrefix;
    private @Nullable NativeTokenizer words;

    private TextTokenizer(ModelFiles files) {
        this.files = files;
        json = files.tokenizerJson();
        JsonNode root = TokenizerJson.parse(json, files.where(TokenizerJson.NAME));
        TokenizerRules.check(root);
        settings = new Settings(files.json(ModelFiles.CONFIG));
        vocabulary = Vocabulary.of(root);
        special = SpecialTokens.of(root, List.of(settings.config(), files.json(ModelFiles.SPECIAL)), vocabulary);
        special.all().forEach(token -> vocabulary.id(token).ifPresent(specialIds::set));
        Template template = Template.of(root.path("post_processor"));
        template.specialIds().forEach(specialIds::set);
        fitting = new Fitting(template);
        wordsNeedPrefix = settings.wordsNeedPrefix(root);
        names = new SecretNames(special.all());
        texts = new NativeTokenizer(ContentJson.of(root, settings, names));
        markup = new Markup(new AddedTokens(special.all(), vocabulary.added().keySet()), names, vocabulary, texts);
        knownIds = vocabulary.known();
        byteIds = vocabulary.bytes(root.path("decoder"));
    }

    /**
     * Opens the tokenizer of a model directory: tokenizer.json, or vocab.txt (BERT), or vocab.json and merges.txt
     * (RoBERTa, GPT-2, Qwen), or a SentencePiece model (sentencepiece.bpe.model of XLM-RoBERTa, tokenizer.model of Llama,
     * Mistral and Gemma, spiece.model of T5), or the one file *_vocab.json that lists such a model's pieces; with
     * tokenizer_config.json and special_tokens_map.json where they are.
     *
     * @throws InputException with everything that is wrong with the files
     */
    public static TextTokenizer open(Path directory) {
        return new TextTokenizer(ModelFiles.read(directory));
    }

    /** Opens a tokenizer.json that is no file; {@code name} stands for it in messages. */
    public static TextTokenizer of(byte[] tokenizerJson, String name) {
        return new TextTokenizer(new ModelFiles(name, Map.of(TokenizerJson.NAME, tokenizerJson.clone())));
    }

    /**
     * The same with tokens more, for which the next ids are taken; a token that is there keeps its id. Both are to be closed.
     *
     * @throws InputException where the tokens do not fit the vocabulary
     */
    public TextTokenizer with(NewTokens tokens) {
        return new TextTokenizer(GrownVocabulary.of(files, json, tokens));
    }

    /**
     * One text or pair; one encoding, or several windows where the limit has a stride.
     *
     * @throws InputException if the text is longer than the limit and nothing may be cut
     */
    public List<Encoding> encode(String text, @Nullable String pair, Limit limit) {
        Pieces first = texts.text(text);
        return pair == null ? fitting.single(first, limit) : fitting.pair(first, texts.text(pair), limit);
    }

    /** One text that was split into words before, as for token labels; each token knows its word. */
    public List<Encoding> encodeWords(List<String> words, Limit limit) {
        return fitting.single((wordsNeedPrefix ? prefixed() : texts).words(words), limit);
    }

    /**
     * Many texts, or pairs, on two threads; the results are in the order of the texts.
     *
     * @param pairs as many second texts as there are texts, or null
     * @throws InputException with the problems of all rows, each with its number from 1
     */
    public List<List<Encoding>> encodeAll(List<String> texts, @Nullable List<String> pairs, Limit limit) {
        if (pairs != null && pairs.size() != texts.size()) {
            throw new IllegalArgumentException(texts.size() + " texts and " + pairs.size() + " second texts");
        }
        return InOrder.map(texts.size(), row -> encode(texts.get(row), pairs == null ? null : pairs.get(row), limit));
    }

    /** Ids of a text alone, without special tokens or limit. */
    public int[] contentIds(String text) {
        return texts.text(text).ids();
    }

    /**
     * Segments as one text, without template or limit: what transformers gives for the whole text with
     * {@code add_special_tokens=False}, but that special tokens are recognised in markup alone. A special token that
     * begins or ends in a literal segment is text. Added tokens that are not special match everywhere.
     */
    public Spans encodeSegments(List<Segment> segments) {
        return markup.encode(segments);
    }

    /** The text of ids; special tokens and ids of no token are left out, spaces stay as the decoder makes them. */
    public String decode(int[] ids) {
        return texts.decode(Arrays.stream(ids).filter(id -> isText(id, false)).toArray());
    }

    /** The text of ids with special tokens spelled out; ids of no token are left out. */
    public String decodeWithSpecial(int[] ids) {
        return names.restored(
                texts.decode(Arrays.stream(ids).filter(id -> isText(id, true)).toArray()));
    }

    /**
     * The text of ids that come one at a time, without special tokens.
     *
     * @param before ids whose text comes first and is not given out, such as a prompt's; may be empty
     */
    public TextStream stream(int[] before) {
        return new TextStream(this, before, false);
    }

    /** As {@link #stream}, with special tokens spelled out. */
    public TextStream streamWithSpecial(int[] before) {
        return new TextStream(this, before, true);
    }

    /** Whether an id is a token's; the embedding tables of some models are padded with rows of no token. */
    public boolean has(int id) {
        return id >= 0 && knownIds.get(id);
    }

    /** Whether an id has text: it is a token's, and that token is not special or special ones are spelled out. */
    boolean isText(int id, boolean withSpecial) {
        return has(id) && (withSpecial || !specialIds.get(id));
    }

    /** Whether an id is one byte of a character that the vocabulary lacks. */
    boolean isByte(int id) {
        return byteIds.get(id);
    }

    public SpecialTokens special() {
        return special;
    }

    /** The id of a token by its text, special ones included. */
    public OptionalInt idOf(String token) {
        return vocabulary.id(token);
    }

    /** Whether the id is a special token's. */
    public boolean isSpecial(int id) {
        return id >= 0 && specialIds.get(id);
    }

    /** Rows that an embedding table needs: one more than the largest id. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    /** Special tokens that are added around a text, or around a pair. */
    public int added(boolean pair) {
        return fitting.template().added(pair);
    }

    /** SHA-256 of what decides over ids: tokenizer.json and what the configuration overrides in it. */
    public String sha256() {
        return Saving.sha256(json, settings, special);
    }

    /** Writes the files that transformers needs to load the same tokenizer; those that were there as they were. */
    public void save(Path directory) {
        Saving.write(directory, files, json, special, fitting.template());
    }

    private synchronized NativeTokenizer prefixed() {
        if (words == null) {
            JsonNode root = TokenizerJson.parse(json, TokenizerJson.NAME);
            words = new NativeTokenizer(ContentJson.of(root, settings.withPrefixSpace(), names));
        }
        return words;
    }

    @Override
    public synchronized void close() {
        texts.close();
        if (words != null) {
            words.close();
        }
    }
}
