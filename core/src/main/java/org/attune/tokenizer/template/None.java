// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/** Python's None. */
enum None {
    NONE
}
