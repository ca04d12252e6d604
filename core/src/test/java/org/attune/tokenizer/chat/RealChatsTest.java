// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.attune.tokenizer.TextTokenizer;
import org.attune.tokenizer.chat.ChatSamples.Placed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Templates of real models and real data: every mask is right, or the row says why there is none. */
@Tag("slow")
final class RealChatsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern MARKS = Pattern.compile("\\{%([-+]?) *(end)?generation *([-+]?)%\\}");
    private static final Pattern TOKENS =
            Pattern.compile("<\\|?[A-Za-z0-9_:/\u2581\uFF5C|-]+\\|?>|<\uFF5C[^\uFF5C]+\uFF5C>|\\[/?[A-Z_]+\\]");

    private static final List<Conversation> CONVERSATIONS = List.of(
            Chats.conversation("Peru?", "Lima."),
            Chats.conversation("Peru?", "Lima.", "Norway?", "Oslo, of course.\nNothing else."),
            Chats.conversation("Peru?", "<think>\neasy\n</think>\n\nLima.", "And?", "<think>\nhard\n</think>\n\nOslo."),
            Conversation.of(List.of(
                    Message.of("system", "Be kind."), Message.of("user", "Hi 😀"), Message.of("assistant", "Hello!"))));

    @Test
    void prompts_agree_with_marks_or_say_that_they_cannot() throws IOException {
        int agree = 0;
        Map<String, String> others = new TreeMap<>();
        for (Path file : templates()) {
            String source = Files.readString(file, StandardCharsets.UTF_8);
            if (!MARKS.matcher(source).find()) {
                continue;
            }
            try (TextTokenizer tokenizer = tokenizer(source)) {
                for (int i = 0; i < CONVERSATIONS.size(); i++) {
                    String name = file.getFileName() + " " + i;
                    Object marked = outcome(tokenizer, source, CONVERSATIONS.get(i));
                    // an empty block keeps what the marks' own minus signs do to the white space around
                    Object found = outcome(
                            tokenizer,
                            MARKS.matcher(source).replaceAll("{%$1 if true $3%}{%$1 endif $3%}"),
                            CONVERSATIONS.get(i));
                    if (!(marked instanceof ChatResult m) || !(found instanceof ChatResult f)) {
                        others.put(name, "no mask by one of the two");
                    } else if (core(m).equals(core(f))) {
                        agree++;
                    } else {
                        assertThat(f.findings().contains(ChatFinding.EARLIER_TURNS)
                                        || f.findings().contains(ChatFinding.HEADER_TRAINED)
                                        || isAllBut(core(m), core(f)))
                                .as(name + "\nmarks: " + core(m) + "\nprompts: " + core(f))
                                .isTrue();
                        others.put(name, f.findings().toString());
                    }
                }
            }
        }
        assertThat(agree).as(others.toString()).isGreaterThan(35);
    }

    /** The trained text without white space at the ends of turns: a mark may hold the line break behind the end token. */
    private static String core(ChatResult result) {
        return Chats.text(Chats.sample(result), true).replace("\n", "").strip();
    }

    /** Some marks hold what the prompt for an answer already says: the head of a turn, or the begin of a thought. */
    private static boolean isAllBut(String marked, String found) {
        return Stream.of("<|start|>assistant", "<think>")
                .anyMatch(head -> marked.replace(head, "").equals(found));
    }

    private static Object outcome(TextTokenizer tokenizer, String template, Conversation given) {
        Set<Integer> end = new LinkedHashSet<>();
        tokenizer.special().all().forEach(token -> end.add(tokenizer.idOf(token).orElseThrow()));
        ChatModel model = new ChatModel(tokenizer, ModelTemplates.of(template, null, "template"), end);
        try {
            return new ChatEncoder(model, Chats.settings(TrainOn.ASSISTANT)).encode(given, "row");
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void every_template_trains_whole_answers_of_real_conversations() throws IOException {
        List<Placed> rows = new ArrayList<>(rows("alpaca_en_demo.json", 15));
        rows.addAll(rows("glaive_toolcall_en_demo.json", 30));
        rows.addAll(rows("identity.json", 5));
        List<String> table = new ArrayList<>();
        int encoded = 0;
        for (Path file : templates()) {
            String source = Files.readString(file, StandardCharsets.UTF_8);
            Map<String, Integer> counts = new TreeMap<>();
            try (TextTokenizer tokenizer = tokenizer(source)) {
                for (Placed placed : rows) {
                    Object outcome = outcome(tokenizer, source, (Conversation) placed.row());
                    if (outcome instanceof ChatResult result) {
                        check(file, (Conversation) placed.row(), result);
                        encoded++;
                        counts.merge("encoded", 1, Integer::sum);
                        result.findings().forEach(f -> counts.merge(f.name(), 1, Integer::sum));
                    } else {
                        String code = outcome.toString().replaceAll("(?s).*\\[([a-z.-]+)\\].*", "$1");
                        counts.merge(code, 1, Integer::sum);
                    }
                }
            }
            table.add(file.getFileName() + " " + counts);
        }
        assertThat(encoded).as(String.join("\n", table)).isGreaterThan(rows.size() * table.size() / 2);
    }

    private static void check(Path file, Conversation given, ChatResult result) {
        ChatSample sample = Chats.sample(result);
        String trained = Chats.text(sample, true);
        assertThat(trained.length() + Chats.text(sample, false).length())
                .isEqualTo(sample.text().length());
        Message last = given.messages().get(given.completion());
        if (!result.findings().contains(ChatFinding.CONTENT_LEFT_OUT)) {
            assertThat(trained).as(file.toString()).contains(last.content().strip());
        }
        for (Message message : given.messages()) {
            boolean asked = message.role().equals("user") && message.content().length() > 60;
            if (asked && !result.findings().contains(ChatFinding.HEADER_TRAINED)) {
                assertThat(trained).as(file.toString()).doesNotContain(message.content());
            }
        }
    }

    private static List<Placed> rows(String name, int count) throws IOException {
        Path file = shared("data/sft").resolve(name);
        List<Placed> rows = new ArrayList<>();
        List<Map<String, @Nullable Object>> all = objects(Files.readAllBytes(file));
        ChatFormat format = ChatFormat.recognise(all.get(0).keySet(), all, ChatColumns.usual(), name);
        for (Map<String, @Nullable Object> row : all) {
            String where = name + ":" + (rows.size() + 1);
            rows.add(new Placed(new ChatReader(format, ChatColumns.usual()).read(row, where), where));
        }
        return rows.subList(0, Math.min(count, rows.size()));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> objects(byte[] json) {
        return MAPPER.readValue(json, List.class);
    }

    @Test
    void real_files_are_recognised_and_read_whole() throws IOException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (String name : List.of("alpaca_en_demo.json", "glaive_toolcall_en_demo.json", "identity.json")) {
            sizes.put(name, rows(name, Integer.MAX_VALUE).size());
        }
        assertThat(sizes.values()).containsExactly(999, 300, 91);
        ChatColumns names = ChatColumns.of(Map.of("prompt", "question", "completion", "answer"), "data.columns");
        int read = 0;
        for (String line : Files.readAllLines(shared("data/sft").resolve("gsm8k/test.jsonl"))) {
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> row = MAPPER.readValue(line, Map.class);
            assertThat(ChatFormat.recognise(row.keySet(), List.of(row), names, "gsm8k"))
                    .isEqualTo(ChatFormat.PROMPT_COMPLETION);
            read += new ChatReader(ChatFormat.PROMPT_COMPLETION, names).read(row, "gsm8k") instanceof PromptCompletion
                    ? 1
                    : 0;
        }
        assertThat(read).isEqualTo(1319);
    }

    /** The tests' tokenizer with everything in a template that looks like a special token. */
    private static TextTokenizer tokenizer(String template) {
        ObjectNode json = (ObjectNode) MAPPER.readTree(Chats.file("tokenizer.json"));
        ArrayNode added = (ArrayNode) json.path("added_tokens");
        Set<String> known = new LinkedHashSet<>();
        added.forEach(token -> known.add(token.path("content").stringValue()));
        JsonNode vocabulary = json.path("model").path("vocab");
        int next = vocabulary.size();
        Set<String> words = new LinkedHashSet<>();
        TOKENS.matcher(template).results().forEach(match -> words.add(match.group()));
        words.removeAll(Set.of("<think>", "</think>"));
        for (String token : words) {
            if (known.add(token)) {
                ObjectNode entry = ((ObjectNode) added.get(0)).deepCopy();
                entry.put("id", next++);
                entry.put("content", token);
                added.add(entry);
            }
        }
        return TextTokenizer.of(MAPPER.writeValueAsBytes(json), "tokenizer");
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(shared("data/chat_templates"))) {
            return files.filter(f -> f.toString().endsWith(".jinja")).sorted().toList();
        }
    }

    private static Path shared(String folder) {
        String environment = System.getenv().getOrDefault("ATTUNE_SHARED", "../../shared");
        Path path = Path.of(System.getProperty("attune.shared", environment)).resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(path), "no " + path + ": the real templates and data are not here");
        return path;
    }
}
