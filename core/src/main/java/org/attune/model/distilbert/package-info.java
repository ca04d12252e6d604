/**
 * DistilBERT (Sanh et al. 2019): BERT with half the blocks, without token types and pooler. One folder, one network; start with {@link org.attune.model.distilbert.DistilBert}.
 */
@NullMarked
package org.attune.model.distilbert;

import org.jspecify.annotations.NullMarked;
