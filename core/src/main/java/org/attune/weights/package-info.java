// SPDX-License-Identifier: Apache-2.0
/**
 * Named tensors in files. A {@link org.attune.weights.Checkpoint} reads safetensors, PyTorch state dicts and unfused ONNX
 * encoders, always by the names that Hugging Face uses; {@link org.attune.weights.CheckpointFiles} picks the reader.
 * {@link org.attune.weights.SafetensorsWriter} is the only format written. Every reader checks the whole description
 * of a file against the file's length before it reads or allocates anything; no reader runs code found in a file.
 */
@NullMarked
package org.attune.weights;

import org.jspecify.annotations.NullMarked;
