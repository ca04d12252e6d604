// SPDX-License-Identifier: Apache-2.0
/**
 * Requests and answers, whatever they are about: {@link org.attune.app.serve.http.Endpoint} lists what can be asked for,
 * {@link org.attune.app.serve.http.HttpServer} runs it, {@link org.attune.app.serve.http.JsonBody} reads what was sent, and
 * {@link org.attune.app.serve.http.RequestProblem} is what is said where it cannot be answered.
 */
@NullMarked
package org.attune.app.serve.http;

import org.jspecify.annotations.NullMarked;
