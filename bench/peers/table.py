# SPDX-License-Identifier: Apache-2.0
"""Rows of a CSV or TSV file by the names or the 0-based positions of its columns."""

import csv
import sys


def read(path, columns, delimiter, quoted):
    """A list of tuples, one value per column; positions mean that the file has no header row."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
        if not all(column.isdigit() for column in columns):
            header = next(lines)
            absent = [column for column in columns if column not in header]
            if absent:
                sys.exit(f"{path}: no column {', '.join(absent)}; it has {', '.join(header)}")
            columns = [header.index(column) for column in columns]
        places = [int(column) for column in columns]
        return [tuple(line[place] for place in places) for line in lines if line]
