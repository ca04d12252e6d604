# SPDX-License-Identifier: Apache-2.0
"""Asks a running server through OpenAI's own Python client and compares what it says with itself; exit code 1 if something is wrong.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    attune serve chat=MODEL plain=MODEL           # a model with a chat template, and any language model
    .venv/bin/python check.py http://127.0.0.1:8080 KEY
"""

import sys

import openai

BASE, KEY = sys.argv[1] + "/v1", sys.argv[2]
CLIENT = openai.OpenAI(base_url=BASE, api_key=KEY, max_retries=0)
HELLO = [{"role": "user", "content": "hello"}]
TOOL = {"type": "function", "function": {"name": "f", "description": "d", "parameters": {"type": "object", "properties": {}}}}
failed = []


def check(what, holds):
    print("ok    " if holds else "WRONG ", what)
    if not holds:
        failed.append(what)


def chat(**more):
    return CLIENT.chat.completions.create(**{"model": "chat", "messages": HELLO, "max_tokens": 20, "seed": 4, **more})


def refused(what, kind, call):
    try:
        call()
        check(what, False)
    except openai.APIStatusError as error:
        check(what, isinstance(error, kind))


check("models are listed", {"chat", "plain"} <= {model.id for model in CLIENT.models.list()})
check("a model is shown", CLIENT.models.retrieve("chat").id == "chat")

whole = chat()
check("tokens add up", whole.usage.total_tokens == whole.usage.prompt_tokens + whole.usage.completion_tokens)
check("the same seed says the same", chat().choices[0].message.content == whole.choices[0].message.content)
parts = list(chat(stream=True, stream_options={"include_usage": True}))
text = "".join(choice.delta.content or "" for part in parts for choice in part.choices)
check("a stream has the same text", text == whole.choices[0].message.content)
check("a stream ends with the same usage", parts[-1].usage == whole.usage)
check("several answers", len(chat(n=3).choices) == 3)
check("probabilities", all(token.logprob <= 0 for token in chat(logprobs=True).choices[0].logprobs.content))
check("tools are taken", chat(tools=[TOOL]).choices[0].finish_reason in ("stop", "length"))

texts = CLIENT.completions.create(model="plain", prompt=["Once", "upon"], max_tokens=5, temperature=0)
check("texts go on", [choice.index for choice in texts.choices] == [0, 1])

with chat(stream=True, max_tokens=150) as stream:
    next(iter(stream))
check("who leaves early leaves the model to others", chat(max_tokens=1).usage.completion_tokens == 1)

refused("an unknown model", openai.NotFoundError, lambda: chat(model="none"))
refused("a temperature out of range", openai.BadRequestError, lambda: chat(temperature=9))
refused("what is not offered", openai.BadRequestError, lambda: chat(response_format={"type": "json_object"}))
stranger = openai.OpenAI(base_url=BASE, api_key="sk-attune-none", max_retries=0)
refused("an unknown key", openai.AuthenticationError, stranger.models.list)

sys.exit(1 if failed else 0)
