// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.Optional;
import org.attune.config.Kinds;
import org.attune.config.Rules;
import org.attune.config.Section;

/**
 * What is measured besides quality.
 *
 * @param pricePerHour of the machine; empty: no money is counted
 * @param inference whether the models of the first seed are timed when all cells are done
 */
record CostRules(Optional<Double> pricePerHour, String currency, boolean inference) {

    static final CostRules DEFAULT = new CostRules(Optional.empty(), "EUR", true);

    CostRules {
        Rules rules = Rules.of("cost").notBlank("currency", currency);
        pricePerHour.ifPresent(price -> rules.above("price_per_hour", price, 0));
        rules.check();
    }

    static CostRules bind(Section section) {
        Optional<Double> price = section.optional("price_per_hour", Kinds.NUMBER, "none");
        String currency = section.text("currency", "EUR");
        boolean inference = section.flag("inference", true);
        section.finish();
        return section.build(() -> new CostRules(price, currency, inference), DEFAULT);
    }
}
