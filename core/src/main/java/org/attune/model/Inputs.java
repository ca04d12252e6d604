// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

/** What a backbone takes of a batch. */
public sealed interface Inputs permits TokenInputs, ImageInputs {}
