// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import org.attune.report.page.Html;

/** The resolved recipe as it stands in the run directory. */
record RecipeSection() implements Section {

    private static final int LONGEST = 20_000;

    @Override
    public String id() {
        return "recipe";
    }

    @Override
    public String heading(View view) {
        return "Recipe";
    }

    @Override
    public boolean hasContent(View view) {
        return !view.run().recipe().text().isBlank();
    }

    @Override
    public void write(View view, Html page) {
        page.element("p", "Every value that held, with where it comes from.");
        page.open("pre")
                .element("code", MistakesSection.cut(view.run().recipe().text().stripTrailing(), LONGEST))
                .close();
    }
}
