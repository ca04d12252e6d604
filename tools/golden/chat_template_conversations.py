# SPDX-License-Identifier: Apache-2.0
"""Conversations that every real template is rendered with: plain ones, tools, and content that breaks careless code."""
import copy

SYSTEM = {"role": "system", "content": "You are a helpful assistant."}
HELLO = {"role": "user", "content": "Hello, who are you?"}
ANSWER = {"role": "assistant", "content": "I am a model. How can I help?"}
MORE = {"role": "user", "content": "Tell me about  spaces \n and lines.  "}

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather at a place, in °C or °F.",
        "parameters": {
            "type": "object",
            "properties": {
                "place": {"type": "string", "description": "City, \"quoted\" & <tagged>"},
                "unit": {"type": "string", "enum": ["celsius", "fahrenheit"], "default": "celsius"},
                "days": {"type": ["integer", "null"], "description": "how many", "minimum": 1},
                "where": {
                    "type": "object",
                    "properties": {"lat": {"type": "number"}, "tags": {"type": "array", "items": {"type": "string"}}},
                    "required": ["lat"],
                },
            },
            "required": ["place"],
        },
        "return": {"type": "string", "description": "text"},
    },
}
CLOCK = {"type": "function", "function": {"name": "clock", "description": "Now.", "parameters": {"type": "object", "properties": {}}}}


def call(name, arguments, identifier="call12345"):
    return {"id": identifier, "type": "function", "function": {"name": name, "arguments": arguments}}


def tool_turns(calls, results, content=""):
    turns = [SYSTEM, {"role": "user", "content": "What is the weather in Paris?"}]
    turns.append({"role": "assistant", "content": content, "tool_calls": calls})
    for identifier, result in results:
        turns.append({"role": "tool", "tool_call_id": identifier, "name": "get_weather", "content": result})
    return turns


UNUSUAL = "\"double\" 'single' back\\slash {{ x }} {% if %} {# c #}\n\ttab \u00e9\u00df\u4e2d\u6587 \U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2028 \x07 </s> <b>&amp;</b>"
ARGUMENTS = {"place": "Paris", "days": 3, "ratio": 0.5, "deep": {"a": [1, None, True], "b": "q\"'"}, "text": "é\n😀"}

CONVERSATIONS = {
    "one user": [HELLO],
    "system and user": [SYSTEM, HELLO],
    "two turns": [HELLO, ANSWER, MORE],
    "system and three turns": [SYSTEM, HELLO, ANSWER, MORE, {"role": "assistant", "content": "  Fine. \n"}, HELLO],
    "ends with the assistant": [SYSTEM, HELLO, ANSWER],
    "unusual content": [{"role": "system", "content": UNUSUAL}, {"role": "user", "content": UNUSUAL},
                        {"role": "assistant", "content": UNUSUAL}, HELLO],
    "empty content": [{"role": "system", "content": ""}, {"role": "user", "content": ""},
                      {"role": "assistant", "content": ""}, {"role": "user", "content": " \n "}],
    "no messages": [],
    "two users in a row": [HELLO, MORE],
    "begins with the assistant": [ANSWER, HELLO],
    "unknown role": [{"role": "narrator", "content": "Once upon a time"}, HELLO],
    "content is none": [HELLO, {"role": "assistant", "content": None}, MORE],
    "content missing": [HELLO, {"role": "assistant"}, MORE],
    "content in parts": [{"role": "user", "content": [{"type": "text", "text": "Look: "}, {"type": "image"},
                                                      {"type": "text", "text": " here"}]}, ANSWER],
    "content in text parts": [{"role": "system", "content": [{"type": "text", "text": "Be kind."}]},
                              {"role": "user", "content": [{"type": "text", "text": "Hi"}]}],
    "thinking in the content": [HELLO, {"role": "assistant", "content": "<think>\nhm\n</think>\n\nSure."}, MORE,
                                {"role": "assistant", "content": "<think>\nagain</think>Yes."}],
    "reasoning apart": [HELLO, {"role": "assistant", "content": "Sure.", "reasoning_content": "hm\nwell",
                                "thinking": "hm\nwell"}, MORE],
    "developer": [{"role": "developer", "content": "Be brief."}, HELLO],
    "documents and more roles": [SYSTEM, HELLO, {"role": "tool", "content": "42"}, ANSWER, HELLO],
}
TOOL_CONVERSATIONS = {
    "tools offered": [SYSTEM, HELLO],
    "tools offered, no system": [HELLO, ANSWER, MORE],
    "a call with a dict": tool_turns([call("get_weather", ARGUMENTS)], [("call12345", "{\"t\": 21}")]),
    "a call with a text": tool_turns([call("get_weather", "{\"place\": \"Paris\"}")], [("call12345", "sunny")]),
    "a call with words": tool_turns([call("get_weather", {"place": "Paris"})], [("call12345", "sunny")], "Let me look."),
    "two calls": tool_turns([call("get_weather", {"place": "Paris"}, "aaaaaaaa1"), call("clock", {}, "bbbbbbbb2")],
                            [("aaaaaaaa1", "21"), ("bbbbbbbb2", "noon")]),
    "a call unanswered": tool_turns([call("get_weather", {"place": "Paris"})], []),
    "a call answered and told": tool_turns([call("get_weather", {"place": "Paris"})], [("call12345", "sunny")])
    + [{"role": "assistant", "content": "It is sunny."}, HELLO],
    "a call without content": [{"role": "user", "content": "Weather?"},
                               {"role": "assistant", "content": None, "tool_calls": [call("clock", {})]},
                               {"role": "tool", "tool_call_id": "call12345", "content": {"time": "noon", "ok": True}}],
    "a call of the old form": [HELLO, {"role": "assistant", "content": "",
                                       "tool_calls": [{"name": "clock", "arguments": {"zone": "UTC"}}]},
                               {"role": "tool", "content": [{"type": "text", "text": "noon"}]}],
}
TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}


def case(messages, prompt, tools=None, **more):
    base = {"messages": messages, "tools": tools, "documents": None, "add_generation_prompt": prompt}
    return copy.deepcopy({**base, **TOKENS, **more})


def every_case():
    cases = {}
    for name, messages in CONVERSATIONS.items():
        for prompt in (True, False):
            cases[f"{name}, prompt {prompt}"] = case(messages, prompt)
    for name, messages in TOOL_CONVERSATIONS.items():
        cases[name] = case(messages, True, [WEATHER, CLOCK])
        cases[name + ", not offered"] = case(messages, False)
    cases["thinking off"] = case(CONVERSATIONS["reasoning apart"], True, enable_thinking=False)
    cases["thinking on"] = case(CONVERSATIONS["reasoning apart"], True, enable_thinking=True, thinking=True)
    cases["builtin tools"] = case([SYSTEM, HELLO], True, [CLOCK], builtin_tools=["wolfram_alpha", "brave_search"],
                                  date_string="01 Jan 2025", tools_in_user_message=False)
    cases["documents"] = case([SYSTEM, HELLO], True)
    cases["documents"]["documents"] = [{"title": "T", "text": "Some text."}, {"title": "U", "text": "é"}]
    cases["effort"] = case([SYSTEM, HELLO], True, [WEATHER], reasoning_effort="high", model_identity="You are X.",
                           thinking_budget=512, keep_past_thinking=True)
    cases["without tokens"] = {"messages": [HELLO, ANSWER], "add_generation_prompt": True}
    return cases


ALL = every_case()
