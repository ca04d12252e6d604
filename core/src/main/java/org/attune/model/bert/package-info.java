/**
 * BERT (Devlin et al. 2019), RoBERTa (Liu et al. 2019) and XLM-RoBERTa (Conneau et al. 2020): one network, which differs in names, inn * where positions start, and in the head. Start with {@link org.attune.model.bert.Bert}.
 */
@NullMarked
package org.attune.model.bert;

import org.jspecify.annotations.NullMarked;
