/**
 * Chat templates: the part of Jinja2 that models' templates are written in, as transformers runs it (immutable sandbox,
 * trim_blocks, lstrip_blocks, loop controls, {@code {% generation %}}). Start at
 * {@link org.attune.tokenizer.template.ChatTemplate}. The text goes through {@code Lexer}, {@code StatementParser} and
 * {@code ExpressionParser} into a tree ({@code Statement}, {@code Expression}); {@code Interpreter} and {@code Evaluator}
 * walk it. Values are those of Python: {@code None}, Boolean, BigInteger, Double, String, List, {@code Tuple}, Map.
 * A {@code Budget} bounds depth, work and sizes, because a template comes from a stranger.
 */
@NullMarked
package org.attune.tokenizer.template;

import org.jspecify.annotations.NullMarked;
