// SPDX-License-Identifier: Apache-2.0

/**
 * OpenAI's fine-tuning jobs: {@link org.attune.app.serve.jobs.JobRequests} answers, {@link org.attune.app.serve.jobs.JobQueue} says which job runs
 * when, {@link org.attune.app.serve.jobs.JobRun} is one at work, an ordinary run in a process of its own. What the store says of a job
 * counts; all else is made from it again.
 */
@NullMarked
package org.attune.app.serve.jobs;

import org.jspecify.annotations.NullMarked;
