// SPDX-License-Identifier: Apache-2.0
package org.attune.launch;

/**
 * A process that ended.
 *
 * @param message why its run did not succeed; empty where it did
 */
public record Ended(Launch launch, int code, double seconds, String message) {}
