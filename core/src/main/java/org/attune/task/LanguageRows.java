// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.problem.Problems;
import org.attune.tokenizer.chat.ChatSample;
import org.jspecify.annotations.Nullable;

/** Rows as tokens that a language model learns from. */
interface LanguageRows {

    /** The columns that the model sees. */
    List<String> columns();

    /** The id that pads. */
    int paddingId();

    /** What a saved model must remember. */
    Map<String, Object> settings();

    /** Files of a saved model, by their names. */
    Map<String, String> files();

    /** The text of token ids. */
    String text(int[] ids);

    /** A row token by token; null where nothing of it is learnt. */
    @Nullable
    ChatSample sample(Row row);

    EncodingNotes encode(List<Row> rows, Problems problems, Consumer<Example> into);
}
