// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

/**
 * How to use the model: three lines of Python, one command, both from within its folder: the card is a file of the model, and equal
 * runs have equal models wherever they are.
 */
final class CardUsage {

    private CardUsage() {}

    static void write(CardFacts facts, Markdown body) {
        body.heading(2, "How to use it");
        body.paragraph("The commands below work in the folder of this file.");
        if (facts.pipeline().equals("sentence-similarity")) {
            body.code(
                    "python",
                    "from sentence_transformers import SentenceTransformer\nmodel = SentenceTransformer(\".\")\n"
                            + "print(model.similarity(model.encode(\"Some text\"), model.encode(\"Another text\")))");
        } else if (facts.run().recipe().value("model.pooling").equals("mean")) {
            body.paragraph(
                    "Its head reads the mean of the token vectors (see attune.json), which the ready-made pipelines of"
                            + " transformers do not compute: use the command below.");
        } else if (!facts.pipeline().isEmpty()) {
            body.code("python", python(facts));
        }
        body.code("sh", command(facts));
    }

    private static String python(CardFacts facts) {
        String open = "from transformers import pipeline\nmodel = pipeline(\"" + facts.pipeline() + "\", model=\".\"";
        return switch (facts.family()) {
            case LABELS -> open + ")\nprint(model(" + input(facts) + "))";
            case LABEL_SETS -> open + ", top_k=None)\nprint(model(" + input(facts) + "))";
            case NUMBERS -> open + ", function_to_apply=\"none\")\nprint(model(" + input(facts) + "))";
            case TAGS -> open + ", aggregation_strategy=\"simple\")\nprint(model(" + input(facts) + "))";
            case TEXTS, LIKELIHOODS -> open + ")\nprint(model(\"Some text\"))";
        };
    }

    private static String input(CardFacts facts) {
        boolean pair = !facts.run().recipe().value("data.columns.text_pair").isEmpty();
        return facts.run().recipe().task().startsWith("image")
                ? "\"image.jpg\""
                : pair ? "{\"text\": \"Some text\", \"text_pair\": \"Another text\"}" : "\"Some text\"";
    }

    private static String command(CardFacts facts) {
        if (facts.family() == Family.TEXTS || facts.family() == Family.LIKELIHOODS) {
            return "attune generate . \"Some text\"";
        }
        boolean text = !facts.run().recipe().task().startsWith("image");
        boolean pair = !facts.run().recipe().value("data.columns.text_pair").isEmpty();
        return "attune predict ." + (text && !pair ? " \"Some text\"" : " --data FILE");
    }
}
