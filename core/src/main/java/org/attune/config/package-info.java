/**
 * From YAML to strict records. {@link org.attune.config.YamlTree} reads a tree whose nodes know their line,
 * {@link org.attune.config.Overrides} changes it, {@link org.attune.config.Section} binds it to records whose
 * compact constructors own the rules. {@link org.attune.config.Recipe} is the result: the configuration and the
 * resolved recipe, in which every value names its source. Start at {@code Recipe}.
 */
@NullMarked
package org.attune.config;

import org.jspecify.annotations.NullMarked;
