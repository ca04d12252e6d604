// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.Limit;
import org.attune.tokenizer.SpecialTokens.Role;
import org.attune.tokenizer.TextTokenizer;

/**
 * Rows without turns: what the tokenizer puts before a text (BOS, where its post-processor adds one), the text, and the
 * end-of-sequence token where the tokenizer has one. Nothing in the text is a special token. The text and its end are
 * trained; of a prompt with its completion, the completion and the end.
 */
record PlainEncoder(ChatModel model, ChatSettings settings, String where) {

    ChatResult text(PlainText row) {
        return encode("", row.text(), List.of("text"));
    }

    /** The prompt as it is, then the completion: no space is put between them. */
    ChatResult promptCompletion(PromptCompletion row) {
        return encode(row.prompt(), row.completion(), List.of("prompt", "completion"));
    }

    /** What stands before the completion of a prompt, or the continuation of a text. */
    int[] prompt(String text) {
        return special(before(), 0)
                .and(TextTokens.literal(model.tokenizer(), text), 0)
                .ids();
    }

    private ChatResult encode(String prompt, String completion, List<String> roles) {
        TextTokenizer tokenizer = model.tokenizer();
        String before = spelled(before());
        String after = tokenizer.special().texts().getOrDefault(Role.EOS, "");
        String text = before + prompt + completion + after;
        TextTokens content = TextTokens.literal(tokenizer, prompt + completion);
        TextTokens first = special(before(), before.length());
        TextTokens last = special(
                after.isEmpty()
                        ? new int[0]
                        : new int[] {tokenizer.special().id(Role.EOS).orElseThrow()},
                after.length());
        int room = settings.maxLength() - first.length() - last.length();
        boolean cut = settings.overlong() == Overlong.LEFT && content.length() > Math.max(room, 0);
        TextTokens kept = cut ? content.last(Math.max(room, 0)) : content;
        TextTokens tokens = first.and(kept, before.length()).and(last, text.length() - after.length());

        Turn turn = new Turn(roles.size() - 1, before.length() + prompt.length(), text.length());
        TrainingMask mask = TrainingMask.of(tokens, List.of(turn), settings.trainOn() == TrainOn.ALL);
        Set<ChatFinding> findings = EnumSet.noneOf(ChatFinding.class);
        findings.addAll(mask.findings(tokens, List.of(turn), model.endTokens(), text));
        if (cut) {
            findings.add(ChatFinding.CUT_LEFT);
        }
        int[] message = Arrays.stream(tokens.start())
                .map(place -> place < turn.start() ? 0 : roles.size() - 1)
                .toArray();
        return new Fit(settings, where)
                .result(
                        new ChatSample(
                                tokens.ids(), mask.trained(), message, roles, text, tokens.start(), tokens.end()),
                        findings);
    }

    /** What the post-processor puts before a text; not what an encoder's puts around it. */
    private int[] before() {
        Encoding nothing = model.tokenizer().encode("", null, Limit.none()).get(0);
        int bos = model.tokenizer().special().id(Role.BOS).orElse(-1);
        return Arrays.stream(nothing.ids()).limit(1).filter(id -> id == bos).toArray();
    }

    private String spelled(int[] ids) {
        return ids.length == 0 ? "" : model.tokenizer().special().texts().getOrDefault(Role.BOS, "");
    }

    private static TextTokens special(int[] ids, int length) {
        int[] end = IntStream.of(ids).map(id -> length).toArray();
        return new TextTokens(ids, new int[ids.length], end);
    }
}
