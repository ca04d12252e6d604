// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

/** Keys that belong together. Asks for all of its keys, whatever stands there, so that none of them is unknown. */
interface KeyGroup {

    void read(Keys keys, Notes notes);
}
