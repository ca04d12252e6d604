/** What results: model directories that other tools load as they are. */
@NullMarked
package org.attune.export;

import org.jspecify.annotations.NullMarked;
