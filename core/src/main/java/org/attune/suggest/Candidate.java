// SPDX-License-Identifier: Apache-2.0
package org.attune.suggest;

/**
 * A model that may be started from.
 *
 * @param name what people and recipes call it
 * @param model what opens it here, without a network
 * @param named whether somebody asked for it by name: then what is wrong with it ends the work, else it is left out with the reason
 */
public record Candidate(String name, String model, boolean named) {}
