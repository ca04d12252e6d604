// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.attune.tokenizer.Field.may;
import static org.attune.tokenizer.Field.need;

import java.util.List;
import java.util.Map;
import org.attune.problem.Problem;
import org.attune.problem.Similar;

/** The known normalizers, pre-tokenizers, post-processors and decoders with the keys of each. */
record Components(String nested, Map<String, List<Field>> types) {

    private static final int MOST = 64;
    private static final int LONGEST = 64;
    private static final Rule BEHAVIOR =
            Rule.oneOf("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous");
    private static final List<Field> METASPACE = List.of(
            need("replacement", Rule.character()),
            may("prepend_scheme", Rule.oneOf("always", "never", "first")),
            may("add_prefix_space", Rule.bool()),
            may("split", Rule.bool()),
            may("str_rep", Rule.text(0, LONGEST)));
    private static final List<Field> BYTE_LEVEL = List.of(
            may("add_prefix_space", Rule.bool()), may("trim_offsets", Rule.bool()), may("use_regex", Rule.bool()));
    private static final List<Field> REPLACE =
            List.of(need("pattern", PatternRule::checkReplaced), need("content", Rule.text(0, LONGEST)));
    private static final List<Field> NONE = List.of();

    /** The native side looks for that many characters in every token, and ends the process at a shorter one. */
    private static final Rule NO_STOP = value -> {
        if (value.isWhole(0, LONGEST) && value.node().intValue() != 0) {
            value.bad("0: tokens may be shorter than what is stripped from their end");
        }
    };

    static final Components NORMALIZERS = new Components(
            "normalizers",
            Map.ofEntries(
                    Map.entry(
                            "BertNormalizer",
                            List.of(
                                    need("clean_text", Rule.bool()),
                                    need("handle_chinese_chars", Rule.bool()),
                                    may("strip_accents", Rule.bool()),
                                    need("lowercase", Rule.bool()))),
                    Map.entry("Strip", List.of(need("strip_left", Rule.bool()), need("strip_right", Rule.bool()))),
                    Map.entry("StripAccents", NONE),
                    Map.entry("NFC", NONE),
                    Map.entry("NFD", NONE),
                    Map.entry("NFKC", NONE),
                    Map.entry("NFKD", NONE),
                    Map.entry("Nmt", NONE),
                    Map.entry("Lowercase", NONE),
                    Map.entry("ByteLevel", NONE),
                    Map.entry("Replace", REPLACE),
                    Map.entry("Prepend", List.of(need("prepend", Rule.text(1, LONGEST)))),
                    Map.entry("Precompiled", List.of(need("precompiled_charsmap", CharsmapRule::check)))));

    static final Components PRE_TOKENIZERS = new Components(
            "pretokenizers",
            Map.ofEntries(
                    Map.entry("BertPreTokenizer", NONE),
                    Map.entry("ByteLevel", BYTE_LEVEL),
                    Map.entry("CharDelimiterSplit", List.of(need("delimiter", Rule.character()))),
                    Map.entry("Metaspace", METASPACE),
                    Map.entry("Whitespace", NONE),
                    Map.entry("WhitespaceSplit", NONE),
                    Map.entry("Punctuation", List.of(may("behavior", BEHAVIOR))),
                    Map.entry("Digits", List.of(need("individual_digits", Rule.bool()))),
                    Map.entry("UnicodeScripts", NONE),
                    Map.entry(
                            "Split",
                            List.of(
                                    need("pattern", PatternRule::check),
                                    need("behavior", BEHAVIOR),
                                    need("invert", Rule.bool())))));

    static final Components DECODERS = new Components(
            "decoders",
            Map.ofEntries(
                    Map.entry("BPEDecoder", List.of(need("suffix", Rule.text(0, LONGEST)))),
                    Map.entry("ByteLevel", BYTE_LEVEL),
                    Map.entry(
                            "WordPiece", List.of(need("prefix", Rule.text(0, LONGEST)), need("cleanup", Rule.bool()))),
                    Map.entry("Metaspace", METASPACE),
                    Map.entry(
                            "CTC",
                            List.of(
                                    need("pad_token", Rule.text(0, LONGEST)),
                                    need("word_delimiter_token", Rule.text(0, LONGEST)),
                                    need("cleanup", Rule.bool()))),
                    Map.entry("Replace", REPLACE),
                    Map.entry("Fuse", NONE),
                    Map.entry("ByteFallback", NONE),
                    Map.entry(
                            "Strip",
                            List.of(
                                    need("content", Rule.character()),
                                    need("start", Rule.whole(0, LONGEST)),
                                    need("stop", NO_STOP)))));

    static final Components POST_PROCESSORS = new Components(
            "processors",
            Map.ofEntries(
                    Map.entry("ByteLevel", BYTE_LEVEL),
                    Map.entry(
                            "BertProcessing",
                            List.of(need("sep", TemplateRule::pair), need("cls", TemplateRule::pair))),
                    Map.entry(
                            "RobertaProcessing",
                            List.of(
                                    need("sep", TemplateRule::pair),
                                    need("cls", TemplateRule::pair),
                                    may("trim_offsets", Rule.bool()),
                                    may("add_prefix_space", Rule.bool()))),
                    Map.entry(
                            "TemplateProcessing",
                            List.of(
                                    need("single", TemplateRule::single),
                                    need("pair", TemplateRule::both),
                                    need("special_tokens", TemplateRule::tokens)))));

    /** Checks one section, absent or with all that is nested in it. */
    void check(Place section) {
        if (!section.isAbsent()) {
            int seen = check(section, 0);
            if (seen > MOST) {
                section.bad(seen + " components", "at most " + MOST + " components");
            }
        }
    }

    private int check(Place component, int seen) {
        String type = component.at("type").text();
        if (type.equals("Sequence")) {
            Place inner = component.at(nested);
            if (!inner.node().isArray()) {
                inner.bad("a list of components");
                return seen + 1;
            }
            int total = seen + 1;
            for (Place part : inner.elements()) {
                total = check(part, total);
            }
            return total;
        }
        List<Field> fields = types.get(type);
        if (fields == null) {
            component.at("type").bad(Problem.quote(type), "a known type; " + Similar.hint(type, types.keySet()));
        } else {
            fields.forEach(field -> field.rule().check(component.at(field.name())));
        }
        return seen + 1;
    }
}
