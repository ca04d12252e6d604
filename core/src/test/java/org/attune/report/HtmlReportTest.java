// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class HtmlReportTest {

    private static final String HOSTILE = "</pre></td><script>alert(1)</script><img src=x onerror=alert(2)>";

    @TempDir
    Path temporary;

    private static Document parse(String page) throws SAXException, IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(page)));
        } catch (ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classification", "classification-lora", "regression", "tokens", "damaged"})
    void a_page_is_well_formed_and_fetches_and_runs_nothing(String name) throws Exception {
        Path file = HtmlReport.write(SampleRuns.copy(name, temporary));
        Document page = parse(Files.readString(file));

        assertThat(file).hasFileName("report.html");
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("link").getLength()).isZero();
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getAttribute("href")).matches("(#[a-z]+)?");
            assertThat(element.getAttribute("src")).isEmpty();
        }
        assertThat(Files.readString(file)).doesNotContain("@import").doesNotContain("url(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classification", "regression", "tokens"})
    void every_picture_has_words_and_every_table_headings(String name) throws Exception {
        Document page = parse(HtmlReport.page(SampleRuns.copy(name, temporary)));

        NodeList pictures = page.getElementsByTagName("svg");
        assertThat(pictures.getLength()).isGreaterThan(3);
        for (int i = 0; i < pictures.getLength(); i++) {
            Element picture = (Element) pictures.item(i);
            assertThat(picture.getAttribute("role")).isEqualTo("img");
            assertThat(picture.getAttribute("aria-label")).isNotBlank();
            assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
        }
        NodeList tables = page.getElementsByTagName("table");
        for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
            assertThat(table.getElementsByTagName("th").getLength()).isPositive();
        }
    }

    @Test
    void a_classification_run_shows_all_that_there_is() throws Exception {
        String page = HtmlReport.page(SampleRuns.copy("classification", temporary));

        assertThat(page)
                .contains("0.896", "[0.838, 0.935]")
                .contains(">PASS<", ">FAIL<", "&gt;= frozen_head + 0.15", "1 of 2 requirements does not hold.")
                .contains("<b>Warning:</b>2 rows of test stand in train")
                .contains("The model before training reaches 0.084", "of its mistakes 89 % are gone")
                .contains("within the uncertainty")
                .contains("105 optimiser steps over 3 epochs")
                .contains("Most confused pairs", "<td>discount_code</td><td class=\"n\">2</td>")
                .contains("Over 154 answers")
                .contains("16 of 154 rows are wrong. Where the model is sure")
                .contains("quickstart/support-test.csv:")
                .contains("./attune train examples/classification.yaml seed=13")
                .contains("learning_rate: 2.0e-4  # resolved");
        assertThat(page.indexOf("Warning:")).isLessThan(page.indexOf("Note:"));
        assertThat(page.indexOf("id=\"findings\"")).isLessThan(page.indexOf("id=\"results\""));
    }

    @Test
    void a_regression_run_shows_pairs_of_numbers_and_the_largest_errors() throws Exception {
        String page = HtmlReport.page(SampleRuns.copy("regression", temporary));

        assertThat(page)
                .contains(
                        "id=\"agreement\"",
                        "class=\"point\"",
                        "Largest errors",
                        ">4.800<",
                        ">0.310<",
                        "similarity-test.csv:19")
                .contains("mean: always the mean of the training labels")
                .doesNotContain("id=\"confusion\"", "id=\"calibration\"");
        assertThat(page.split("class=\"point\"", -1)).hasSize(121);
    }

    @Test
    void a_token_run_shows_entities_and_marked_sentences() throws Exception {
        String page = HtmlReport.page(SampleRuns.copy("tokens", temporary));

        assertThat(page)
                .contains("Entity types", "<th scope=\"row\">person</th>")
                .contains("<mark class=\"missed\">Grace Hopper<sub>person missed</sub></mark>")
                .contains("is location, said location “New”")
                .contains("<mark class=\"found\">Lisbon<sub>location</sub></mark>")
                .doesNotContain("Worst mistakes");
    }

    @Test
    void a_damaged_run_shows_what_is_left_and_says_so() throws Exception {
        String page = HtmlReport.page(SampleRuns.copy("damaged", temporary));

        assertThat(page)
                .contains(">interrupted<", "This run has not finished")
                .contains("manifest.json cannot be read", "1 line that is torn")
                .contains("51 optimiser steps over 1.5 epochs")
                .contains("./attune train runs/damaged/recipe.yaml output=runs/damaged-again")
                .doesNotContain("id=\"results\"");
    }

    @Test
    void an_empty_directory_gives_an_empty_page() throws Exception {
        assertThat(parse(HtmlReport.page(temporary))
                        .getElementsByTagName("section")
                        .getLength())
                .isZero();
    }

    @Test
    void foreign_text_stays_text_wherever_it_stands() throws Exception {
        Path run = SampleRuns.copy("classification", temporary);
        String quoted = "\"" + HOSTILE + "\"";
        SampleRuns.append(
                run,
                "predictions.jsonl",
                "{\"file\":" + quoted + ",\"line\":1,\"input\":{\"text\":" + quoted + "},\"label\":" + quoted
                        + ",\"prediction\":" + quoted.replace("1", "7") + ",\"probabilities\":{"
                        + quoted.replace("1", "7") + ":1.0}}\n");
        SampleRuns.append(run, "recipe.yaml", "# " + HOSTILE + "\n");
        SampleRuns.write(
                run, "state.json", "{\"state\":" + quoted + ",\"message\":" + quoted + ",\"updated\":" + quoted + "}");
        SampleRuns.write(
                run,
                "manifest.json",
                "{" + quoted + ":{" + quoted + ":[{" + quoted + ":" + quoted + "}],\"x\":" + quoted + "}}");
        String evaluation = Files.readString(run.resolve("evaluation.json"));
        SampleRuns.write(
                run,
                "evaluation.json",
                evaluation
                        .replace("order_status", HOSTILE)
                        .replace("\"majority\"", quoted)
                        .replace("\"f1_weighted\"", quoted)
                        .replace("2 rows of test", HOSTILE));
        String page = HtmlReport.page(run);

        assertThat(page)
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script")
                .doesNotContain("<img");
        assertThat(parse(page).getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void a_loss_that_is_no_number_is_said_first() throws Exception {
        Path run = SampleRuns.copy("damaged", temporary);
        SampleRuns.write(
                run,
                "metrics.jsonl",
                "{\"kind\":\"step\",\"step\":1,\"loss\":2.5}\n{\"kind\":\"step\",\"step\":2,\"loss\":\"NaN\"}\n");

        assertThat(HtmlReport.page(run)).contains("<b>Serious:</b>The training loss was not a number at step 2.");
    }

    @Test
    void seventy_seven_classes_and_three_thousand_rows_stay_under_a_megabyte() throws Exception {
        Path file = HtmlReport.write(SampleRuns.manyClasses(temporary.resolve("many"), 77, 3080));
        String page = Files.readString(file);

        assertThat(Files.size(file)).isLessThan(400_000);
        assertThat(page).contains("The other 47 classes", "the 20 worst are shown", "Most confused pairs");
        assertThat(parse(page).getElementsByTagName("section").getLength()).isEqualTo(9);
    }

    @Test
    void of_very_many_labels_the_matrix_shows_those_with_mistakes() throws Exception {
        String page = HtmlReport.page(SampleRuns.manyClasses(temporary.resolve("most"), 300, 1200));

        assertThat(page).contains("Confusion matrix of the 120 labels with the most mistakes, of 300");
    }

    @Test
    void writing_twice_gives_the_same_bytes_and_leaves_no_other_file() throws Exception {
        Path run = SampleRuns.copy("classification", temporary);
        byte[] once = Files.readAllBytes(HtmlReport.write(run));

        assertThat(Files.readAllBytes(HtmlReport.write(run))).isEqualTo(once);
        try (var files = Files.list(run)) {
            assertThat(files).hasSize(7);
        }
    }

    @Test
    void a_directory_that_is_not_there_is_a_problem() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> HtmlReport.write(temporary.resolve("nowhere")))
                .withMessageContaining("there is no such directory");
    }
}
