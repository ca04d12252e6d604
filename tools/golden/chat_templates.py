#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What Python's Jinja2, as transformers sets it up, makes of chat templates.

    python3 chat_templates.py                      # the golden file of the construct cases in chat_template_cases.py
    python3 chat_templates.py --check              # make it anew and compare, exit code 1 if it differs
    python3 chat_templates.py --real DIR OUT.json  # every *.jinja under DIR with every conversation; not for the repository

Templates are compiled and rendered by transformers' own functions; only its clock stands still. Spans of
{% generation %} blocks are offsets in code points.
"""
import json
import sys
from datetime import datetime
from pathlib import Path

import jinja2
import transformers
from transformers.utils import chat_template_utils

import chat_template_cases
import chat_template_conversations

GOLDEN = Path(__file__).resolve().parents[2] / "core/src/test/resources/golden/template/cases.json"
NOW = datetime(2024, 7, 5, 9, 3, 8, 45)


class StandingClock:
    @staticmethod
    def now():
        return NOW


chat_template_utils.datetime = StandingClock


def render(template, variables):
    """The text and the spans, or the error."""
    try:
        compiled = chat_template_utils._compile_jinja_template(template)
        blocks, spans = [], []
        with compiled.environment.activate_tracker(blocks, spans):
            for block in compiled.generate(**variables):
                blocks.append(block)
        return {"text": "".join(blocks), "generated": [list(span) for span in spans]}
    except Exception as error:  # noqa: BLE001 whatever a template raises
        return {"error": type(error).__name__, "message": str(error)}


def versions():
    return {"jinja2": jinja2.__version__, "transformers": transformers.__version__}


def construct_cases():
    cases = []
    for name, template, variables in chat_template_cases.CASES:
        cases.append({"name": name, "template": template, "variables": variables, **render(template, variables)})
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), "a name twice"
    return {"versions": versions(), "now": NOW.isoformat(), "cases": cases}


def real_cases(folder):
    templates = []
    for file in sorted(folder.rglob("*.jinja")):
        source = file.read_bytes().decode()
        results = [render(source, variables) for variables in chat_template_conversations.ALL.values()]
        templates.append({"file": str(file.relative_to(folder)), "source": source, "results": results})
    conversations = [{"name": n, "variables": v} for n, v in chat_template_conversations.ALL.items()]
    return {"versions": versions(), "now": NOW.isoformat(), "conversations": conversations, "templates": templates}


def main(arguments):
    if arguments[:1] == ["--real"]:
        Path(arguments[2]).write_text(json.dumps(real_cases(Path(arguments[1]))))
        return 0
    text = json.dumps(construct_cases(), indent=1, ensure_ascii=False) + "\n"
    if arguments == ["--check"]:
        return 0 if GOLDEN.read_text() == text else "the golden file differs"
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
