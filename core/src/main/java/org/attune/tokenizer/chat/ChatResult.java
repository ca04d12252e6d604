// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param sample null where the row is left out
 * @param findings what should be known about it
 */
public record ChatResult(@Nullable ChatSample sample, Set<ChatFinding> findings) {

    public ChatResult {
        EnumSet<ChatFinding> copy = EnumSet.noneOf(ChatFinding.class);
        copy.addAll(findings);
        findings = Collections.unmodifiableSet(copy);
    }

    static ChatResult without(Set<ChatFinding> findings, ChatFinding reason) {
        EnumSet<ChatFinding> all = EnumSet.of(reason);
        all.addAll(findings);
        return new ChatResult(null, all);
    }
}
