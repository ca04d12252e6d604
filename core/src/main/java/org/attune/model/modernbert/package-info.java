/**
 * ModernBERT (Warner et al. 2024): rotary positions, alternating local and global attention, gated feed-forward networks, norms beforen * each part. Start with {@link org.attune.model.modernbert.ModernBert}.
 */
@NullMarked
package org.attune.model.modernbert;

import org.jspecify.annotations.NullMarked;
