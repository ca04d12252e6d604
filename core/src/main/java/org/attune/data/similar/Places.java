// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.Row;

/** Where rows stand and what they are labelled, by their number: twelve bytes each. */
public final class Places {

    private static final int MOST_LABELS = 50_000;

    private final Map<String, Integer> files = new LinkedHashMap<>();
    private final Map<String, Integer> labels = new LinkedHashMap<>();
    private final List<String> fileNames = new ArrayList<>();
    private final IntColumn file = new IntColumn();
    private final IntColumn line = new IntColumn();
    private final IntColumn label = new IntColumn();
    private final List<Integer> partEnds = new ArrayList<>();

    public void add(Row row, String rowLabel) {
        Integer known = files.get(row.file());
        if (known == null) {
            known = files.size();
            files.put(row.file(), known);
            fileNames.add(row.file());
        }
        file.add(known);
        line.add((int) Math.min(Integer.MAX_VALUE, row.line()));
        label.add(number(rowLabel));
    }

    /** Targets of a regression can all differ: beyond some thousands a hash stands for the label. */
    private int number(String rowLabel) {
        Integer known = labels.get(rowLabel);
        if (known == null && labels.size() < MOST_LABELS) {
            known = labels.size();
            labels.put(rowLabel, known);
        }
        return known == null ? rowLabel.hashCode() | Integer.MIN_VALUE : known;
    }

    public void endPart() {
        partEnds.add(size());
    }

    public int size() {
        return file.size();
    }

    public String file(int row) {
        return fileNames.get(file.get(row));
    }

    public int line(int row) {
        return line.get(row);
    }

    public String where(int row) {
        return file(row) + ":" + line(row);
    }

    public int label(int row) {
        return label.get(row);
    }

    /** The number of the part that a row belongs to. */
    public int part(int row) {
        int part = 0;
        while (part < partEnds.size() && row >= partEnds.get(part)) {
            part++;
        }
        return part;
    }
}
