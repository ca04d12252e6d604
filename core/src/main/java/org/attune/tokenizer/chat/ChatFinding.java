// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

/** What is not wrong but should be known about rows; each is counted. */
public enum ChatFinding {
    CUT_RIGHT("longer than the context; the end was cut off"),
    CUT_LEFT("longer than the context; the oldest part was left out"),
    DROPPED_LONG("longer than the context; left out"),
    DROPPED_UNTRAINED("without a token to learn; left out"),
    EARLIER_TURNS(
            "with earlier turns that the template writes otherwise once they are not the last; those turns are not trained"
                    + " (template: FILE names a training variant)"),
    NO_END_TOKEN("with a trained turn whose last token does not end generation: the model may never stop"),
    PARTLY_PROMPT("with a trained token that begins in the prompt"),
    HEADER_TRAINED("with a template that has no generation prompt: the head of the turn is trained"),
    CONTENT_LEFT_OUT("with content of a trained turn that the template does not write");

    private final String text;

    ChatFinding(String text) {
        this.text = text;
    }

    /** Goes after "N rows". */
    public String text() {
        return text;
    }
}
