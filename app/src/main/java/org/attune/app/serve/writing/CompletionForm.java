// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.writing;

import java.util.List;
import java.util.Map;
import org.attune.LanguageModel;
import org.attune.app.serve.http.JsonBody;
import org.attune.generate.Generated;
import org.attune.generate.Prompt;
import org.jspecify.annotations.Nullable;

/** One of the two ways to ask for a text and to answer with it. */
interface CompletionForm {

    /** What ids of answers begin with. */
    String prefix();

    /** {@code object} of a whole answer, or of a part of it. */
    String object(boolean part);

    /** Fields that only this form has. */
    List<String> fields();

    /** Tokens that are written where the request does not say. */
    int usualLength();

    /** Whether the request wants to know how probable each token was. */
    boolean wantsProbabilities(JsonBody body);

    /** What is to be continued, each as often as is asked for; a prompt's id is its place. */
    List<Prompt> prompts(JsonBody body, LanguageModel language, int times);

    /** A whole text. */
    Map<String, Object> choice(Written written);

    /** A piece of a text; {@code first}: the first one of this text. */
    Map<String, Object> piece(int index, String text, boolean first);

    /** What a stream says after a text's last piece. */
    Map<String, Object> ending(int index, String finish);

    /**
     * A text that was written.
     *
     * @param tokens null where nobody wants to know of them
     */
    record Written(
            int index,
            Generated generated,
            String finish,
            @Nullable List<Token> tokens) {}

    /** A token and the logarithm of its probability in nats. */
    record Token(String text, double logProbability) {}
}
