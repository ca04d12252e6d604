// SPDX-License-Identifier: Apache-2.0
/**
 * Private data in texts: {@link org.attune.data.personal.PersonalData} finds e-mail addresses, telephone, card and account numbers, network
 * addresses and keys, by their form and, where they have them, by their check digits.
 */
@NullMarked
package org.attune.data.personal;

import org.jspecify.annotations.NullMarked;
