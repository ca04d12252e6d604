# SPDX-License-Identifier: Apache-2.0
"""Writes small PyTorch files and what they hold as safetensors, for the tests of org.attune.weights.

    pip install torch==2.10.0 safetensors==0.8.0 numpy
    python tools/golden/state_dicts.py core/src/test/resources/weights
"""
import os
import sys
from collections import OrderedDict

import torch
from safetensors.torch import save_file


def every_dtype():
    """All element types, with bit patterns that only a copy of bytes keeps: NaN payloads, -0, subnormals."""
    bits32 = torch.tensor([0x7FC00001, 0x7F800001, -0x7FFFFFFF, 1, 0x3F800000, -1], dtype=torch.int32)
    bits16 = torch.tensor([0x7E01, 0x7C01, -0x7FFF, 1, 0x3C00, -1], dtype=torch.int16)
    bits64 = torch.tensor([0x7FF8000000000001, 0x7FF0000000000001, -0x7FFFFFFFFFFFFFFF, 1, 2, -1], dtype=torch.int64)
    return OrderedDict(
        f64=bits64.view(torch.float64).reshape(2, 3).clone(),
        f32=bits32.view(torch.float32).reshape(3, 2).clone(),
        f16=bits16.view(torch.float16).clone(),
        bf16=bits16.view(torch.bfloat16).reshape(1, 6).clone(),
        i64=bits64.clone(),
        i32=bits32.clone(),
        i16=bits16.clone(),
        i8=torch.arange(-3, 3, dtype=torch.int8),
        u8=torch.arange(250, 256, dtype=torch.uint8),
        truth=torch.tensor([True, False, True]),
        scalar=torch.tensor(2.5),
        nothing=torch.zeros(0, 4),
    )


def views():
    """Tensors that share a storage, start inside it, and are not contiguous."""
    base = torch.arange(60, dtype=torch.float32)
    grid = base.reshape(3, 4, 5)
    return {
        "whole": grid,
        "transposed": grid.transpose(0, 2),
        "slice": grid[1:, 1:3, ::2],
        "column": grid[:, :, 4],
        "expanded": base[7:8].expand(2, 3),
        "channels_last": torch.arange(24.0).reshape(1, 2, 3, 4).to(memory_format=torch.channels_last),
    }


def module():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    return model.state_dict()  # an OrderedDict with _metadata, which is pickled as its state


class Attack:
    def __reduce__(self):
        return os.system, ("echo executed",)


def main(folder):
    os.makedirs(folder, exist_ok=True)
    at = lambda name: os.path.join(folder, name)
    expect = lambda name, tensors: save_file(
        {key: value.detach().clone().contiguous() for key, value in tensors.items()}, at(name + ".safetensors"), {"format": "pt"}
    )
    for name, tensors in [("every_dtype", every_dtype()), ("views", views()), ("module", module())]:
        expect(name, tensors)
        torch.save(tensors, at(name + ".pt"))
        torch.save(tensors, at(name + ".pth"), _use_new_zipfile_serialization=False)
    torch.save(module(), at("protocol4.pt"), pickle_protocol=4)
    torch.save(module(), at("protocol5.th"), pickle_protocol=5, _use_new_zipfile_serialization=False)
    parallel = OrderedDict(("module." + key, value) for key, value in module().items())
    checkpoint = {"epoch": 3, "state_dict": parallel, "best": 0.5, "scores": torch.ones(2), "notes": ["a", None, (1, True)]}
    torch.save(checkpoint, at("wrapped.pt"))
    parameters = {key: torch.nn.Parameter(value) for key, value in module().items() if value.is_floating_point()}
    torch.save(parameters, at("parameters.pt"))
    torch.save({"weight": torch.ones(2), "attack": Attack()}, at("attack.pt"))
    torch.save({"weight": torch.ones(2), "attack": Attack()}, at("attack.pth"), _use_new_zipfile_serialization=False)
    torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), at("script.pt"))


if __name__ == "__main__":
    main(sys.argv[1])
