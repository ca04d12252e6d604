# SPDX-License-Identifier: Apache-2.0
"""Golden files of the image models: tiny random models of transformers, and of the residual networks of CIFAR, in float64.

    images.py [--check] [--out DIR] [NAME ...]

README.md says what is in the files.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import json
import tempfile
from pathlib import Path

import torch
import torchvision
import transformers
from safetensors.torch import save_file

import reference

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parents[1] / "core/src/test/resources/golden"
CLASSES = ["ant", "bee", "wasp"]
LABELS = [0, 2, 1, 1, 0, 2]
SIDE = 32

RESNET = dict(embedding_size=6, hidden_sizes=[8, 16], depths=[1, 2])
VIT = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24, image_size=SIDE, patch_size=8)


class CifarBlock(torch.nn.Module):
    def __init__(self, before, width, stride):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(before, width, 3, stride, 1, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(width)
        self.conv2 = torch.nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = torch.nn.BatchNorm2d(width)
        self.added, self.stride = width - before, stride

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        kept = x[:, :, :: self.stride, :: self.stride]
        return torch.relu(y + torch.nn.functional.pad(kept, (0, 0, 0, 0, self.added // 2, self.added // 2)))


class CifarResNet(torch.nn.Module):
    """He et al. 2016, section 4.2, with shortcuts of option A, and the names of the published state dicts."""

    def __init__(self, width, depths, outputs):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(width)
        for stage, depth in enumerate(depths):
            wide = width << stage
            blocks = [CifarBlock(wide if n or not stage else wide // 2, wide, 2 if stage and not n else 1) for n in range(depth)]
            self.add_module(f"layer{stage + 1}", torch.nn.Sequential(*blocks))
        self.linear = torch.nn.Linear(wide, outputs)

    def hidden(self, pixels):
        return self.layer3(self.layer2(self.layer1(torch.relu(self.bn1(self.conv1(pixels))))))

    def forward(self, pixels):
        return self.linear(self.hidden(pixels).mean((2, 3)))


def transformer(kind, sizes):
    def make():
        config = transformers.AutoConfig.for_model(kind, id2label=dict(enumerate(CLASSES)),
                                                   label2id={c: i for i, c in enumerate(CLASSES)}, **sizes)
        if kind != "resnet":
            config._attn_implementation = "eager"
        classes = {"resnet": transformers.ResNetForImageClassification, "vit": transformers.ViTForImageClassification,
                   "deit": transformers.DeiTForImageClassification}
        return classes[kind](config).double()

    return make


def cifar():
    return CifarResNet(4, [1, 2, 1], len(CLASSES)).double()


MODELS = {
    "resnet": (201, transformer("resnet", RESNET | dict(layer_type="bottleneck"))),
    "resnet-basic": (202, transformer("resnet", RESNET | dict(layer_type="basic", hidden_act="gelu", downsample_in_first_stage=True))),
    "resnet-early": (203, transformer("resnet", RESNET | dict(layer_type="bottleneck", downsample_in_bottleneck=True))),
    "vit": (204, transformer("vit", VIT)),
    "deit": (205, transformer("deit", VIT | dict(qkv_bias=False))),
    "cifar-resnet": (206, cifar),
}
TORCHVISION = {"resnet18": torchvision.models.resnet18, "squeezenet1_0": torchvision.models.squeezenet1_0,
               "squeezenet1_1": torchvision.models.squeezenet1_1}


def even(shape, seed):
    """Evenly spread values in [0, 1) that every language computes alike."""
    count = torch.Size(shape).numel()
    whole = (torch.arange(count, dtype=torch.int64) * 2654435761 + seed * 40503) % (1 << 32)
    return (whole.double() / (1 << 32)).reshape(shape)


def pixels(seed, side=SIDE):
    return even((len(LABELS), side, side, 3), seed).permute(0, 3, 1, 2) * 4 - 2


def logits(model, images):
    answer = model(images)
    return answer if isinstance(answer, torch.Tensor) else answer.logits


def hidden(model, images):
    """[batch, places, width]"""
    found = model.hidden(images) if hasattr(model, "hidden") else model.base_model(images).last_hidden_state
    return found.flatten(2).transpose(1, 2) if found.dim() == 4 else found


def statistics(model):
    names = {name for name, _ in model.named_parameters()}
    return {name: value.clone() for name, value in model.state_dict().items() if name not in names}


def randomise(model, seed):
    reference.randomise(model, seed)
    generator = torch.Generator().manual_seed(seed + 1)
    for name, value in model.named_buffers():
        if name.endswith("running_mean"):
            value.normal_(0, 0.2, generator=generator)
        elif name.endswith("running_var"):
            value.uniform_(0.5, 1.5, generator=generator)


def save(model, folder):
    if isinstance(model, CifarResNet):
        folder.mkdir(parents=True, exist_ok=True)
        save_file(model.state_dict(), folder / "model.safetensors", metadata={"format": "pt"})
        config = {"model_type": "cifar-resnet", "num_channels": 3, "width": 4, "depths": [1, 2, 1],
                  "id2label": dict(enumerate(CLASSES))}
        (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    else:
        model.save_pretrained(folder)


def stored_names_of_vit(name):
    """transformers 5 calls ViT's layers otherwise than its files do; the files' names are the model's here."""
    pairs = [(".layers.", ".encoder.layer."), (".attention.q_proj.", ".attention.attention.query."),
             (".attention.k_proj.", ".attention.attention.key."), (".attention.v_proj.", ".attention.attention.value."),
             (".attention.o_proj.", ".attention.output.dense."), (".mlp.fc1.", ".intermediate.dense."),
             (".mlp.fc2.", ".output.dense.")]
    for new, old in pairs:
        name = name.replace(new, old)
    return name


def make(name, folder):
    """Evaluation before, and in training mode the loss, its gradients, twenty steps, and the statistics after them."""
    seed, build = MODELS[name]
    with reference.Float64():
        model = build()
        randomise(model, seed)
        save(model, folder)
        images, labels = pixels(seed), torch.tensor(LABELS)
        vit = getattr(getattr(model, "config", None), "model_type", "") in ("vit", "deit")
        named = stored_names_of_vit if vit else lambda one: one
        model.eval()
        tensors = {"hidden": hidden(model, images), "logits": logits(model, images)}
        model.train()
        loss = lambda: torch.nn.functional.cross_entropy(logits(model, images), labels)
        kept = {key: value.clone() for key, value in model.state_dict().items()}
        first = loss()
        tensors |= {f"grad/{named(one)}": value for one, value in reference.gradients(model, first).items()}
        model.load_state_dict(kept)  # the forward above moved the statistics
        training = reference.hyper_parameters(model)
        training["decayed"] = [named(one) for one in training["decayed"]]
        training |= reference.learn(model, loss)
        model.eval()
        training["loss_after"] = loss().item()
        tensors |= {f"final/{named(one)}": value for one, value in model.named_parameters()}
        after = statistics(model)
        model.train()
        tensors |= {f"final/{one}": value for one, value in after.items()}
        document = {"versions": reference.versions() | {"torchvision": torchvision.__version__.split("+")[0]}, "seed": seed,
                    "labels": LABELS, "loss": first.item(), "training": training}
        reference.write(folder, document, tensors)


def make_torchvision(folder):
    """Networks too large for a file: every tensor is spread evenly, so that only the answers are kept."""
    tensors, shapes = {}, {}
    for number, (name, build) in enumerate(TORCHVISION.items()):
        with reference.Float64():
            model = build(num_classes=3).double().eval()
            state = {}
            for place, (key, value) in enumerate(model.state_dict().items()):
                scale = 2 / max(1, value[0].numel()) ** 0.5 if value.dim() > 1 else 1
                fresh = even(value.shape, place) if value.dim() == 1 else (even(value.shape, place) - 0.5) * 2 * scale
                state[key] = fresh if value.is_floating_point() else value
            model.load_state_dict(state)
            images = pixels(300 + number, 64)[:2]
            if name.startswith("resnet"):
                tensors[f"{name}/logits"] = model(images)
                model.fc = torch.nn.Identity()
                tensors[f"{name}/features"] = model(images)
            else:
                tensors[f"{name}/features"] = model.features(images).mean((2, 3))
            shapes[name] = {key: list(value.shape) for key, value in state.items()}
    reference.write(folder, {"versions": {"torchvision": torchvision.__version__.split("+")[0]}, "shapes": shapes}, tensors)


def main():
    names = [*MODELS, "torchvision"]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="models, by default all")
    parser.add_argument("--out", type=Path, default=RESOURCES, help="folder that gets a folder per model")
    parser.add_argument("--check", action="store_true", help="make them anew elsewhere and compare")
    choice = parser.parse_args()
    unknown = set(choice.names) - set(names)
    if unknown:
        parser.error(f"unknown model {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    torch.set_num_threads(1)
    failed = False
    for name in choice.names or names:
        maker = make_torchvision if name == "torchvision" else lambda folder: make(name, folder)
        if choice.check:
            with tempfile.TemporaryDirectory() as place:
                maker(Path(place))
                found = reference.differences(Path(place), choice.out / name)
            print(f"{name}: {'equal' if not found else ''}", *found, sep="\n  " if found else "")
            failed |= bool(found)
        else:
            maker(choice.out / name)
            size = sum(p.stat().st_size for p in (choice.out / name).rglob("*") if p.is_file())
            print(f"{name}: {size:,} bytes")
    sys.exit(failed)


if __name__ == "__main__":
    main()
