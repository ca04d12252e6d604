// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The tokens that stand for something else than text.
 *
 * @param texts the token of each role that the tokenizer has
 * @param ids its id
 * @param all texts of all special tokens, those without a role too
 */
public record SpecialTokens(Map<Role, String> texts, Map<Role, Integer> ids, Set<String> all) {

    private static final Logger LOG = LoggerFactory.getLogger(SpecialTokens.class);

    /** What a special token is for; the keys of tokenizer_config.json are these names with {@code _token} behind. */
    public enum Role {
        PAD,
        CLS,
        SEP,
        UNK,
        MASK,
        BOS,
        EOS;

        String key() {
            return name().toLowerCase(Locale.ROOT) + "_token";
        }
    }

    public SpecialTokens {
        texts = Collections.unmodifiableMap(new EnumMap<>(texts));
        ids = Collections.unmodifiableMap(new EnumMap<>(ids));
        all = Set.copyOf(all);
    }

    /** The id for a role; empty where the tokenizer has no such token. */
    public OptionalInt id(Role role) {
        Integer id = ids.get(role);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /**
     * Named by the configuration files first, otherwise by tokenizer.json itself: its unknown token, its padding, its
     * template, and the usual names among its special tokens.
     */
    static SpecialTokens of(JsonNode root, List<JsonNode> configs, Vocabulary vocabulary) {
        Map<Role, String> texts = new EnumMap<>(Role.class);
        Map<Role, Integer> ids = new EnumMap<>(Role.class);
        Template template = Template.of(root.path("post_processor"));
        for (Role role : Role.values()) {
            String text = configured(role, configs, vocabulary);
            if (text == null) {
                text = inferred(role, root, template, vocabulary);
            }
            Integer id = text == null ? null : vocabulary.ids().get(text);
            if (text != null && id != null) {
                texts.put(role, text);
                ids.put(role, id);
            }
        }
        return new SpecialTokens(texts, ids, all(texts, template, vocabulary));
    }

    private static @Nullable String configured(Role role, List<JsonNode> configs, Vocabulary vocabulary) {
        for (JsonNode config : configs) {
            JsonNode value = config.path(role.key());
            String text = value.isObject() ? value.path("content").asString("") : value.asString("");
            if (!text.isEmpty() && vocabulary.id(text).isPresent()) {
                return text;
            } else if (!text.isEmpty()) {
                LOG.warn("{} {} is not in the vocabulary: the tokenizer has no such token", role.key(), text);
            }
        }
        return null;
    }

    private static @Nullable String inferred(Role role, JsonNode root, Template template, Vocabulary vocabulary) {
        String named = switch (role) {
            case UNK -> unknown(root.path("model"));
            case PAD -> root.path("padding").path("pad_token").asString("");
            case CLS -> template.isClosed() ? text(template.first(), vocabulary) : "";
            case SEP -> template.isClosed() ? text(template.last(), vocabulary) : "";
            default -> "";
        };
        if (!named.isEmpty() && vocabulary.id(named).isPresent()) {
            return named;
        }
        return usual(role).stream().filter(vocabulary::isSpecial).findFirst().orElse(null);
    }

    private static List<String> usual(Role role) {
        return switch (role) {
            case PAD -> List.of("[PAD]", "<pad>", "<|padding|>");
            case CLS -> List.of("[CLS]");
            case SEP -> List.of("[SEP]");
            case UNK -> List.of("[UNK]", "<unk>");
            case MASK -> List.of("[MASK]", "<mask>");
            case BOS -> List.of("<s>", "<bos>", "<|begin_of_text|>");
            case EOS -> List.of("</s>", "<eos>", "<|end_of_text|>", "<|endoftext|>");
        };
    }

    private static String unknown(JsonNode model) {
        JsonNode piece =
                model.path("vocab").path(model.path("unk_id").asInt(-1)).path(0);
        return model.path("unk_token").asString(piece.asString(""));
    }

    private static String text(int id, Vocabulary vocabulary) {
        return vocabulary.ids().entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /**
     * Every text that may not become its token when it stands in a row: what is marked as special, what the template adds,
     * what has a role. A role held by a single character ("!" as padding) stays usable as text.
     */
    private static Set<String> all(Map<Role, String> texts, Template template, Vocabulary vocabulary) {
        Set<String> all = new LinkedHashSet<>();
        vocabulary.added().forEach((text, special) -> {
            if (special) {
                all.add(text);
            }
        });
        Set<Integer> added = new HashSet<>(template.specialIds());
        vocabulary.ids().forEach((text, id) -> {
            if (added.contains(id)) {
                all.add(text);
            }
        });
        texts.values().stream()
                .filter(text -> text.codePointCount(0, text.length()) > 1)
                .forEach(all::add);
        return all;
    }
}
