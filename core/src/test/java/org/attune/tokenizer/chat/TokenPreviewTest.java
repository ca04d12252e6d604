// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.tokenizer.TextTokenizer;
import org.junit.jupiter.api.Test;

final class TokenPreviewTest {

    @Test
    void a_sample_is_laid_out_token_by_token() {
        try (TextTokenizer tokenizer = Chats.tokenizer()) {
            ChatSample sample = Chats.sample(
                    Chats.encode(tokenizer, Chats.TURNS, TrainOn.ASSISTANT, Chats.conversation("Oslo", "rain")));
            List<TokenPreview.Line> lines = TokenPreview.lines(sample);
            assertThat(lines).hasSize(sample.length());
            assertThat(lines.get(0)).isEqualTo(new TokenPreview.Line(0, 2, "<|im_start|>", "user", 0, false));
            String text = TokenPreview.text(sample, false);
            assertThat(text)
                    .startsWith("    0       2 user        \"<|im_start|>\"\n")
                    .contains("assistant + \"<|im_end|>\"\n")
                    .contains("\"\\n\"")
                    .endsWith(sample.length() + " tokens, " + sample.targets() + " trained\n")
                    .doesNotContain("\u001b");
            assertThat(TokenPreview.text(sample, true)).contains("\u001b[32m").contains("\u001b[2m");
            assertThat(TokenPreview.json(sample))
                    .startsWith("{\"text\":\"<|im_start|>user")
                    .contains("{\"id\":2,\"text\":\"<|im_start|>\",\"role\":\"user\",\"message\":0,\"trained\":false}");
        }
    }
}
