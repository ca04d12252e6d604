// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionTest {

    @TempDir
    Path temporary;

    @Test
    void labels_lengths_and_duplicates_are_counted() {
        List<Row> rows = new DataFolder(temporary)
                .read("a.csv", "text,label\none two,a\nthree,b\none two,a\none two,b\n🚀 four five six,a\n")
                .rows();
        Description description = Description.of(rows, List.of("text"), "label");
        assertThat(description.rows()).isEqualTo(5);
        assertThat(description.labels().toString()).isEqualTo("{a=3, b=2}");
        assertThat(description.words()).isEqualTo(new Lengths(1, 2, 4, 4, 4));
        assertThat(description.characters()).isEqualTo(new Lengths(5, 7, 15, 15, 15));
        assertThat(description.duplicates().rows()).isEqualTo(2);
        assertThat(description.duplicates().contradicting()).isEqualTo(1);
        Duplicates.Example example = description.duplicates().examples().get(1);
        assertThat(example.first()).endsWith("a.csv:2");
        assertThat(example.again()).endsWith("a.csv:5");
        assertThat(example.input()).isEqualTo("one two");
        assertThat(example.contradicts()).isTrue();
    }

    @Test
    void rows_of_test_that_stand_in_train_are_counted() {
        DataFolder folder = new DataFolder(temporary);
        List<Row> train = folder.read("train.csv", "text,label\na b,x\nc d,y\n").rows();
        List<Row> test = folder.read("test.jsonl", "{\"text\": \"c d\"}\n{\"text\": \"e f\"}\n{\"text\": \"c d\"}\n")
                .rows();
        Duplicates leak = Duplicates.between(train, test, List.of("text"), r -> "");
        assertThat(leak.rows()).isEqualTo(2);
        assertThat(leak.examples().get(0).first()).endsWith("train.csv:3");
        assertThat(leak.examples().get(0).again()).endsWith("test.jsonl:1");
    }

    @Test
    void lists_of_labels_count_each_and_lists_of_tokens_count_as_words() {
        List<Row> rows = new DataFolder(temporary)
                .read(
                        "a.jsonl",
                        "{\"tokens\": [\"a\", \"b\"], \"l\": [\"x\", \"y\"]}\n{\"tokens\": [\"a\"], \"l\": [\"x\"]}\n")
                .rows();
        Description description = Description.of(rows, List.of("tokens"), "l");
        assertThat(description.labels().toString()).isEqualTo("{x=2, y=1}");
        assertThat(description.words().max()).isEqualTo(2);
    }

    @Test
    void no_rows_have_no_lengths() {
        assertThat(Lengths.of(new long[0])).isEqualTo(new Lengths(0, 0, 0, 0, 0));
        long[] hundred = new long[100];
        for (int i = 0; i < 100; i++) {
            hundred[i] = 100L - i;
        }
        assertThat(Lengths.of(hundred)).isEqualTo(new Lengths(1, 50, 90, 99, 100));
    }
}
