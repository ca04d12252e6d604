// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

/** A value with its 95 % interval; NaN at both ends where there is none. */
record IntervalValue(double value, double low, double high) {}
