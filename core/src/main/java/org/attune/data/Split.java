// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;

/** Rows to learn from and rows held out, each in the order of the table: views of the list that was split. */
public record Split(List<Row> train, List<Row> held) {}
