// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.Locale;

/** How a file is written; {@link #AUTO} decides by the extension, then by content. */
public enum Format {
    AUTO,
    CSV,
    TSV,
    JSON,
    JSONL,
    PARQUET,
    CONLL;

    /** By the extension, also in front of {@code .gz} and {@code .zst}; AUTO where it says nothing. */
    static Format ofName(String file) {
        if (QueryRows.is(file)) {
            return JSONL; // as it is kept
        }
        String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|gzip|zst|zstd)$", "");
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> CSV;
            case "tsv", "tab" -> TSV;
            case "json" -> JSON;
            case "jsonl", "ndjson" -> JSONL;
            case "parquet", "pq" -> PARQUET;
            case "conll", "bio", "iob", "iob2", "bioes" -> CONLL;
            default -> AUTO;
        };
    }

    /** Whether a file of this name could turn out to have fields between separators. */
    boolean mayBeDelimited() {
        return this == AUTO || this == CSV || this == TSV;
    }

    /** As a recipe writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
