// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is saved of a task. */
public record SavedHead(String task, @Nullable String problemType, List<String> labels, Map<String, Object> settings) {}
