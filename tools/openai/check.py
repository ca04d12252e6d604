# SPDX-License-Identifier: Apache-2.0
"""Asks a running server through OpenAI's own Python client and compares what it says with itself; exit code 1 if something is wrong.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    attune serve chat=MODEL plain=MODEL           # a small model with a chat template, on which jobs learn, and any language model
    .venv/bin/python check.py http://127.0.0.1:8080 KEY      # a key with the scopes infer and tune
"""

import json
import sys
import time

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

# files
FILES, JOBS = CLIENT.files, CLIENT.fine_tuning.jobs
ROWS = "".join(
    json.dumps({"messages": [{"role": "user", "content": f"how late is parcel {i}?"}, {"role": "assistant", "content": f"{i} days"}]}) + "\n"
    for i in range(24)
)
file = FILES.create(file=("train.jsonl", ROWS.encode()), purpose="fine-tune")
check("a file is processed", FILES.wait_for_processing(file.id).status == "processed" and file.bytes == len(ROWS))
check("a file comes back as it was sent", FILES.content(file.id).text == ROWS)
others = {FILES.create(file=("x.jsonl", ROWS.encode()), purpose="fine-tune").id for _ in range(4)}
listed = [one.id for one in FILES.list(limit=2, purpose="fine-tune")]
check("lists of files go on by themselves", others | {file.id} <= set(listed) and len(listed) == len(set(listed)))
check("files are deleted", all(FILES.delete(one).deleted for one in others) and not others & {one.id for one in FILES.list()})
try:
    FILES.create(file=("bad.jsonl", (ROWS + '{"messages": 3}\n').encode()), purpose="fine-tune")
    check("a malformed line is refused", False)
except openai.BadRequestError as error:
    check("a malformed line is refused with its number", "Line 25: " in error.message and error.param == "file")
refused("a purpose that is not offered", openai.BadRequestError, lambda: FILES.create(file=("x.jsonl", b"{}"), purpose="vision"))
refused("an unknown file", openai.NotFoundError, lambda: FILES.retrieve("file-none"))

# jobs
SUPERVISED = {"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 4, "batch_size": 8}}}


def started(**more):
    return JOBS.create(**{"model": "chat", "training_file": file.id, "suffix": "check", "seed": 1, **more})


job = started(validation_file=file.id, method=SUPERVISED, metadata={"who": "check"})
check("a job is created", job.status == "validating_files" and job.fine_tuned_model is None)
second = started(hyperparameters={"n_epochs": 1})
check("a job is paused", JOBS.pause(second.id).status == "paused")
check("a paused job goes on", JOBS.resume(second.id).status in ("queued", "running"))
check("a job is cancelled", JOBS.cancel(second.id).status == "cancelled")
refused("a job is not cancelled twice", openai.BadRequestError, lambda: JOBS.cancel(second.id))
refused("a file that a job needs stays", openai.ConflictError, lambda: FILES.delete(file.id))
refused("preferences are not learnt from", openai.BadRequestError, lambda: started(method={"type": "dpo"}))
refused("a job without its file", openai.NotFoundError, lambda: started(training_file="file-none"))
refused("a job on no model", openai.BadRequestError, lambda: started(model="none"))
refused("an unknown job", openai.NotFoundError, lambda: JOBS.retrieve("ftjob-none"))
began = time.time()
while job.status not in ("succeeded", "failed", "cancelled") and time.time() - began < 600:
    time.sleep(0.5)
    job = JOBS.retrieve(job.id)
check(f"a job succeeds ({time.time() - began:.0f} s, {job.trained_tokens} tokens)", job.status == "succeeded")
check("jobs are found by metadata", [one.id for one in JOBS.list(metadata={"who": "check"}, limit=1)][0] == job.id)
events = list(JOBS.list_events(job.id, limit=3))
check(f"{len(events)} events come in pages, each once", len({event.id for event in events}) == len(events) > 12)
check("events have the numbers of each step", sum("training loss" in event.message for event in events) == 12)
checkpoints = list(JOBS.checkpoints.list(job.id, limit=1))
check("the last three epochs are checkpoints", [point.step_number for point in checkpoints] == [12, 9, 6])
check("checkpoints have their numbers", all(point.metrics.full_valid_loss > 0 for point in checkpoints))
results = FILES.content(job.result_files[0]).text.splitlines()
check("the numbers are a file", results[0].startswith("step,train_loss") and len(results) == 13)
refused("results are not learnt from", openai.BadRequestError, lambda: started(training_file=job.result_files[0]))

# what came of it
names = [job.fine_tuned_model, checkpoints[0].fine_tuned_model_checkpoint, checkpoints[2].fine_tuned_model_checkpoint]
check("tuned models are listed", set(names) <= {model.id for model in CLIENT.models.list()})
for name in names:
    whole = chat(model=name).choices[0].message.content
    parts = chat(model=name, stream=True)
    check(f"{name} writes, and streams the same", "".join(p.choices[0].delta.content or "" for p in parts if p.choices) == whole)
check("a model is deleted", CLIENT.models.delete(job.fine_tuned_model).deleted)
refused("a deleted model is gone", openai.NotFoundError, lambda: chat(model=job.fine_tuned_model))
refused("a model of the server is not deleted", openai.PermissionDeniedError, lambda: CLIENT.models.delete("chat"))
check("its checkpoint is still asked", chat(model=names[2], max_tokens=1).usage.completion_tokens == 1)
check("a file is deleted once no job needs it", FILES.delete(file.id).deleted)

sys.exit(1 if failed else 0)
