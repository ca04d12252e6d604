# SPDX-License-Identifier: Apache-2.0
"""Writes weights and what bitsandbytes makes of them in NF4, for the tests of org.attune.tensor.

    .venv/bin/python nf4.py [--check]

The scales are quantised by bitsandbytes' kernels for any device, which compute as those for CUDA do. Its kernel for the CPU looks the
codes up in a table of 65,536 steps and misses the nearest one in some 0.2 % of the cases.
"""
import argparse
import os
import sys

import bitsandbytes
import torch
from bitsandbytes import functional
from safetensors.torch import load_file, save_file
from torch._C import DispatchKey

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "../../core/src/test/resources/golden/nf4/golden.safetensors")

# whole blocks and scales' blocks, a part of a block, an odd number of values, less than a block
SHAPES = {"square": (130, 128), "ragged": (50, 70), "odd": (7, 33), "short": (3, 4)}


def exact(kernel):
    """An operator by its implementation for any device."""
    return lambda *given: kernel.default._op_dk(DispatchKey.CompositeExplicitAutograd, *given)


def quantise(values, double):
    packed, state = functional.quantize_4bit(values, blocksize=64, quant_type="nf4")
    scales = state.absmax
    if not double:
        return packed.reshape(-1), scales, state
    offset = scales.mean()
    code = functional.create_dynamic_map()
    codes, second = exact(torch.ops.bitsandbytes.quantize_blockwise)(scales - offset, code, 256)
    nested = functional.QuantState(absmax=second, code=code, blocksize=256, dtype=torch.float32)
    state = functional.QuantState(absmax=codes, shape=values.shape, dtype=values.dtype, blocksize=64, code=state.code,
                                  quant_type="nf4", offset=offset, state2=nested)
    return packed.reshape(-1), codes, state


def make():
    torch.manual_seed(4)
    tensors = {}
    for name, shape in SHAPES.items():
        values = torch.randn(shape) * torch.logspace(-2, 1, shape[0])[torch.randperm(shape[0])].unsqueeze(1)
        if name == "square":
            values[3] = 0  # whole blocks of zeros
        for type in (torch.float32, torch.bfloat16):
            key = f"{name}.{str(type)[6:]}"
            typed = values.to(type)
            tensors[key + ".values"] = typed
            for double in (True,) if name == "square" else (False, True):
                packed, scales, state = quantise(typed, double)
                kind = key + (".double" if double else ".single")
                tensors[kind + ".packed"] = packed
                tensors[kind + ".scales"] = scales
                tensors[kind + ".dequantised"] = functional.dequantize_4bit(packed.unsqueeze(1), state)
    tensors["map"] = functional.create_dynamic_map()
    return {name: tensor.contiguous() for name, tensor in tensors.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    torch.set_num_threads(1)
    made = make()
    if parser.parse_args().check:
        there = load_file(TARGET)
        sys.exit(0 if made.keys() == there.keys() and all(torch.equal(made[k], there[k]) for k in made) else 1)
    os.makedirs(os.path.dirname(TARGET), exist_ok=True)
    save_file(made, TARGET, {"bitsandbytes": bitsandbytes.__version__, "torch": torch.__version__})
    os.chmod(TARGET, 0o644)


if __name__ == "__main__":
    main()
