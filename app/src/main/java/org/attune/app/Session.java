// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import org.attune.app.terminal.Console;

/** What every command works with. */
record Session(Console console, RunLog log) {}
