// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import org.attune.report.page.Html;

/** A part of the page under one heading. */
sealed interface Section
        permits FindingsSection,
                CriteriaSection,
                ResultsSection,
                ChangeSection,
                RetentionSection,
                InterpolationSection,
                CurvesSection,
                ClassesSection,
                ConfusionSection,
                CalibrationSection,
                AgreementSection,
                MistakesSection,
                SentencesSection,
                ProvenanceSection,
                RecipeSection {

    /** What sections write from. */
    record View(RunFiles run, PredictionSummary predictions, Family family) {}

    /** In the order of the page. */
    List<Section> ALL = List.of(
            new FindingsSection(),
            new CriteriaSection(),
            new ResultsSection(),
            new ChangeSection(),
            new RetentionSection(),
            new InterpolationSection(),
            new CurvesSection(),
            new ClassesSection(),
            new ConfusionSection(),
            new CalibrationSection(),
            new AgreementSection(),
            new MistakesSection(),
            new SentencesSection(),
            new ProvenanceSection(),
            new RecipeSection());

    /** Name of its place on the page. */
    String id();

    String heading(View view);

    boolean hasContent(View view);

    /** Writes what stands under the heading. */
    void write(View view, Html page);
}
