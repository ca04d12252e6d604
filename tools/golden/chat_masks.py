#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which tokens of conversations are trained: transformers' apply_chat_template with return_assistant_tokens_mask.

    python3 chat_masks.py             # writes golden/chat/tokenizer.json and golden/chat/masks.json
    python3 chat_masks.py --check     # make them anew and compare, exit code 1 if they differ

The tokenizer is a small byte-level one trained here; the templates are written for the purpose, each with
{% generation %} marks.
"""
import json
import sys
import tempfile
from pathlib import Path

# The script tokenizers.py is called like the library: this folder must not come first.
sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

import transformers  # noqa: E402
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors, trainers  # noqa: E402
from transformers import PreTrainedTokenizerFast  # noqa: E402

GOLDEN = Path(__file__).resolve().parents[2] / "core/src/test/resources/golden/chat"
SPECIAL = ["<s>", "</s>", "<|im_start|>", "<|im_end|>", "<call>", "</call>"]
CORPUS = ["system user assistant tool", "What is the capital of Peru? Lima is the capital of Peru.",
          "You answer in few words.", "{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\"}}",
          "It rains in Oslo. And tomorrow? Sunshine, perhaps."]

TEMPLATES = {
    "turns": """{%- for m in messages %}{{- '<|im_start|>' + m.role + '\\n' }}{%- if m.role == 'assistant' %}
{%- generation %}{{- m.content + '<|im_end|>' }}{%- endgeneration %}{%- else %}{{- m.content + '<|im_end|>' }}{%- endif %}
{{- '\\n' }}{%- endfor %}{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}""",
    "first": """{{- bos_token }}{%- for m in messages %}{%- if m.role == 'assistant' %}
{%- generation %}{{- ' ' + m.content | trim + eos_token }}{%- endgeneration %}
{%- else %}{{- '[' + m.role + '] ' + m.content | trim }}{%- endif %}{%- endfor %}""",
    "tools": """{%- if tools %}{{- 'tools: ' + tools | tojson + '\\n' }}{%- endif %}
{%- for m in messages %}{{- '<|im_start|>' + m.role + '\\n' }}{%- if m.role == 'assistant' %}{%- generation %}
{{- m.content or '' }}{%- for c in m.tool_calls or [] %}
{{- '<call>' + c.function.name + ' ' + c.function.arguments | tojson + '</call>' }}{%- endfor %}{{- '<|im_end|>' }}
{%- endgeneration %}{%- else %}{{- m.content + '<|im_end|>' }}{%- endif %}{{- '\\n' }}{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}""",
    "two spans": """{%- for m in messages %}{{- '<|im_start|>' + m.role + '\\n' }}{%- if m.role == 'assistant' %}
{%- if m.reasoning_content is defined %}{%- generation %}{{- '(' + m.reasoning_content + ')' }}{%- endgeneration %}
{{- ' ' }}{%- endif %}{%- generation %}{{- m.content + '<|im_end|>' }}{%- endgeneration %}
{%- else %}{{- m.content + '<|im_end|>' }}{%- endif %}{{- '\\n' }}{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}""",
}


def say(role, content, **more):
    return {"role": role, "content": content, **more}


CALL = {"type": "function", "function": {"name": "weather", "arguments": {"city": "Oslo"}}}
TOOL = {"type": "function", "function": {"name": "weather", "description": "weather of a city", "parameters": {
    "type": "object", "properties": {"city": {"type": "string"}}}}}
CONVERSATIONS = {
    "one": {"messages": [say("user", "What is the capital of Peru?"), say("assistant", "Lima.")]},
    "many": {"messages": [say("system", "You answer in few words."), say("user", "It rains."), say("assistant", "Yes."),
                          say("user", "And tomorrow?"), say("assistant", "Sunshine, perhaps."), say("user", "Thanks!")]},
    "spaces": {"messages": [say("user", "  Peru? \n"), say("assistant", "\n Lima, naïve 東京 😀\n\n")]},
    "call": {"messages": [say("user", "Oslo?"), {"role": "assistant", "tool_calls": [CALL]}, say("tool", "rain"),
                          say("assistant", "It rains.")], "tools": [TOOL]},
    "thought": {"messages": [say("user", "1?"), say("assistant", "Yes.", reasoning_content="easy"),
                             say("user", "2?"), say("assistant", "No."),
                             say("user", "3?"), say("assistant", "Maybe.", reasoning_content="hard")]},
}


def tokenizer():
    model = Tokenizer(models.BPE())
    model.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    model.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=360, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
                                  special_tokens=[AddedToken(s, special=True) for s in SPECIAL], show_progress=False)
    model.train_from_iterator(CORPUS, trainer)
    model.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A $B", special_tokens=[("<s>", model.token_to_id("<s>"))])
    return model


def cases(model):
    fast = PreTrainedTokenizerFast(tokenizer_object=model, bos_token="<s>", eos_token="</s>")
    for template_name, template in TEMPLATES.items():
        for name, given in CONVERSATIONS.items():
            if ("tools" in given) != (template_name == "tools"):
                continue
            out = fast.apply_chat_template(
                given["messages"], tools=given.get("tools"), chat_template=template, tokenize=True, return_dict=True,
                return_assistant_tokens_mask=True)
            text = fast.apply_chat_template(
                given["messages"], tools=given.get("tools"), chat_template=template, tokenize=False)
            yield {"name": template_name + ", " + name, "template": template, "row": given, "text": text,
                   "ids": out["input_ids"], "mask": out["assistant_masks"]}


def files():
    model = tokenizer()
    masks = {"versions": {"transformers": transformers.__version__}, "cases": list(cases(model))}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.json"
        model.save(str(path))
        saved = path.read_text()
    return {"tokenizer.json": saved, "masks.json": json.dumps(masks, indent=1, ensure_ascii=False) + "\n"}


def main(arguments):
    made = files()
    if arguments == ["--check"]:
        differ = [name for name, text in made.items() if (GOLDEN / name).read_text() != text]
        return "these differ: " + ", ".join(differ) if differ else 0
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (GOLDEN / name).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
