// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.attune.config.ConversationConfig;
import org.attune.config.ConversationConfig.Layout;
import org.attune.config.Kinds;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.problem.Problems;
import org.attune.tokenizer.Limit;
import org.attune.tokenizer.chat.ChatColumns;
import org.attune.tokenizer.chat.ChatEncoder;
import org.attune.tokenizer.chat.ChatFinding;
import org.attune.tokenizer.chat.ChatFormat;
import org.attune.tokenizer.chat.ChatModel;
import org.attune.tokenizer.chat.ChatReader;
import org.attune.tokenizer.chat.ChatResult;
import org.attune.tokenizer.chat.ChatRow;
import org.attune.tokenizer.chat.ChatSample;
import org.attune.tokenizer.chat.ChatSettings;
import org.attune.tokenizer.chat.Overlong;
import org.attune.tokenizer.chat.TrainOn;
import org.jspecify.annotations.Nullable;

/**
 * Conversations, prompts with completions, or text as examples. A text that is longer than the context becomes several examples,
 * one after another, so that nothing of it is lost; conversations keep to the limit's policy.
 *
 * @param asked how rows are written and what of them is learnt, as far as that was said
 * @param names of the columns, where they are not the usual ones
 * @param columns that people are shown of a row
 */
record ConversationRows(ChatModel model, ConversationConfig asked, ChatColumns names, List<String> columns, Limit limit)
        implements LanguageRows {

    /** Told by the number of rows that were cut. */
    private static final Set<ChatFinding> CUT = Set.of(ChatFinding.CUT_RIGHT, ChatFinding.CUT_LEFT);

    /** Rows that are looked at to tell how they are written. */
    private static final int SAMPLE = 100;

    @Override
    public int paddingId() {
        return TextEncoder.paddingId(model.tokenizer());
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(); // in this order, for equal runs write equal files
        settings.put("layout", Kinds.word(asked.layout()));
        settings.put("train_on", Kinds.word(asked.trainOn()));
        return settings;
    }

    @Override
    public Map<String, String> files() {
        return model.templates() == null
                ? Map.of()
                : Map.of("chat_template.jinja", model.templates().text());
    }

    @Override
    public String text(int[] ids) {
        return model.tokenizer().decode(ids);
    }

    @Override
    public EncodingNotes encode(List<Row> rows, Problems problems, Consumer<Example> into) {
        ChatReader reader = problems.collect(() -> new ChatReader(format(rows), names));
        if (reader == null) {
            return EncodingNotes.cut(0);
        }
        ChatEncoder encoder = new ChatEncoder(model, settings(reader.format()));
        boolean any = false;
        Map<ChatFinding, Integer> findings = new EnumMap<>(ChatFinding.class);
        for (int row = 0; row < rows.size(); row++) {
            Row own = rows.get(row);
            ChatResult result =
                    problems.collect(() -> encoder.encode(reader.read(own.values(), own.where()), own.where()));
            if (result != null) {
                result.findings().forEach(finding -> findings.merge(finding, 1, Integer::sum));
                any |= add(row, result, into);
            }
        }
        if (!any && problems.isEmpty()) {
            problems.add(
                    "chat.nothing-left",
                    where(rows),
                    String.join("; ", notes(findings)),
                    "at least one row has something to learn",
                    "raise data.max_length, or look at the rows");
        }
        long cut =
                (long) findings.getOrDefault(ChatFinding.CUT_RIGHT, 0) + findings.getOrDefault(ChatFinding.CUT_LEFT, 0);
        return new EncodingNotes(cut, notes(findings));
    }

    @Override
    public @Nullable ChatSample sample(Row row) {
        ChatReader reader = new ChatReader(format(List.of(row)), names);
        return sample(reader.read(row.values(), row.where()), settings(reader.format()), row);
    }

    private @Nullable ChatSample sample(ChatRow read, ChatSettings settings, Row row) {
        return new ChatEncoder(model, settings).encode(read, row.where()).sample();
    }

    /** Runs of tokens that are learnt of a row where nothing of it is cut. */
    List<int[]> learnt(Row row) {
        ChatReader reader = new ChatReader(format(List.of(row)), names);
        ChatSample sample = sample(
                reader.read(row.values(), row.where()),
                settings(reader.format()).unlimited(),
                row);
        List<int[]> runs = new ArrayList<>();
        for (int from = 1, to; sample != null && from < sample.length(); from = to) {
            to = from + 1;
            if (sample.trained()[from]) {
                while (to < sample.length() && sample.trained()[to]) {
                    to++;
                }
                runs.add(Arrays.copyOfRange(sample.ids(), from, to));
            }
        }
        return runs;
    }

    /** The row as it is read. */
    ChatRow read(Row row) {
        return new ChatReader(format(List.of(row)), names).read(row.values(), row.where());
    }

    /**
     * A read row as one example, of which the last run of learnt tokens, without those that end a text, is the target.
     *
     * @return null where nothing of that is left within the limit
     */
    @Nullable
    Example answer(ChatRow read, Row row, int place) {
        ChatSample sample = sample(read, settings(format(List.of(row))), row);
        if (sample == null) {
            return null;
        }
        int end = last(sample.trained()) + 1;
        int start = end;
        while (start > 1 && sample.trained()[start - 1]) {
            start--;
        }
        while (end > start && model.endTokens().contains(sample.ids()[end - 1])) {
            end--;
        }
        double[] target = new double[Math.max(0, end - 1)];
        Arrays.fill(target, CrossEntropy.IGNORED);
        for (int t = start; t < end; t++) {
            target[t - 1] = sample.ids()[t];
        }
        int[] ids = Arrays.copyOf(sample.ids(), target.length);
        Example.Tokens tokens = new Example.Tokens(ids, new int[0], new int[0]);
        return end == start ? null : new Example(place, TextEncoder.key(place, 0), tokens, target);
    }

    private ChatFormat format(List<Row> rows) {
        if (asked.layout() != Layout.AUTO) {
            return ChatFormat.valueOf(asked.layout().name());
        }
        List<Row> sample = rows.subList(0, Math.min(SAMPLE, rows.size()));
        Set<String> there = sample.isEmpty() ? Set.of() : sample.get(0).values().keySet();
        return ChatFormat.recognise(there, sample.stream().map(Row::values).toList(), names, where(rows));
    }

    private static String where(List<Row> rows) {
        return rows.isEmpty() ? "the data" : rows.get(0).file();
    }

    private ChatSettings settings(ChatFormat format) {
        TrainOn trainOn = asked.trainOn() == ConversationConfig.TrainOn.AUTO
                ? usual(format)
                : TrainOn.valueOf(asked.trainOn().name());
        int most = format == ChatFormat.TEXT ? Integer.MAX_VALUE : limit.maxLength();
        return new ChatSettings(
                trainOn, most, Overlong.valueOf(limit.truncation().name()), ChatSettings.CLOCK, Map.of());
    }

    private static TrainOn usual(ChatFormat format) {
        return switch (format) {
            case TEXT -> TrainOn.ALL;
            case PROMPT_COMPLETION -> TrainOn.COMPLETION;
            default -> TrainOn.ASSISTANT;
        };
    }

    private static List<String> notes(Map<ChatFinding, Integer> findings) {
        return findings.entrySet().stream()
                .filter(found -> !CUT.contains(found.getKey()))
                .map(found -> found.getValue()
                        + (found.getValue() == 1 ? " row " : " rows ")
                        + found.getKey().text())
                .toList();
    }

    /** Whether anything of the row is learnt. */
    private boolean add(int row, ChatResult result, Consumer<Example> into) {
        ChatSample sample = result.sample();
        if (sample == null) {
            return false;
        }
        int end = last(sample.trained()); // what follows the last token to learn changes nothing
        for (int from = 0, window = 0; from < end; from += limit.maxLength(), window++) {
            int to = Math.min(end, from + limit.maxLength());
            double[] target = new double[to - from];
            for (int t = from; t < to; t++) {
                target[t - from] = sample.trained()[t + 1] ? sample.ids()[t + 1] : CrossEntropy.IGNORED;
            }
            int[] ids = Arrays.copyOfRange(sample.ids(), from, to);
            Example.Tokens tokens = new Example.Tokens(ids, new int[0], new int[0]);
            into.accept(new Example(row, TextEncoder.key(row, window), tokens, target));
        }
        return end > 0;
    }

    private static int last(boolean[] trained) {
        int last = trained.length - 1;
        while (last > 0 && !trained[last]) {
            last--;
        }
        return last;
    }
}
