# SPDX-License-Identifier: Apache-2.0
"""Small templates, each for a construct: (name, template, variables). An expression alone stands without its braces."""

CASES = []
TALK = {"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hi \U0001f600"},
                     {"role": "assistant", "content": "Hello!"}, {"role": "user", "content": " Bye\n"}]}
PEOPLE = {"people": [{"name": "Zoe", "age": 31, "at": {"city": "Paris"}}, {"name": "adam", "age": 4},
                     {"name": "Bob", "age": 31, "at": {"city": "Oslo"}}], "n": None, "d": {"b": 1, "A": 2, "c": [3, None]}}


def add(name, template, variables=None):
    CASES.append((name, template, variables or {}))


def each(prefix, variables, text):
    """One case per line; every line is an expression."""
    for i, line in enumerate(text.strip().splitlines(), 1):
        add(f"{prefix} {i}", "{{ " + line.strip() + " }}", variables)


# white space
add("space trim", "a\n{% if true %}\n b\n{% endif %}\nc\n")
add("space lstrip", "a\n   {% if true %}x{% endif %}\n   {# c #}\n  {{ 1 }}\n")
add("space lstrip at start", "   {% set x = 1 %}\n  {{ x }}  {% set y = 2 %}\n{{ y }}")
add("space minus", "a  \n {%- if true -%} \n b \n {%- endif -%} \n c {{- 1 -}} \n d")
add("space plus", "a\n  {%+ if true +%}\n b{% endif +%}\nc {#+ x +#}\nd")
add("space comments", "a {# one\ntwo #}\nb{#- x -#} c\n{# y #}\n")
add("space inside a line", "a {% if true %} b {% endif %} c")
add("space last newline", "a\n\n")
add("space carriage returns", "a\r\nb\rc{% if true %}\r\nd{% endif %}\r\n")
add("space raw", "{% raw %}{{ x }} {% if %}{% endraw %}\n{%- raw -%}  {# k #} {%- endraw -%}  z\n  {% raw %}\n y\n  {% endraw %}\nw")
add("space braces", "{ {{ '}}' }} } {{ {'a': {'b': 1}}['a']['b'] }} {{'{%'}} {{ '#}' }}")
add("space tag in a string", "{% set x = '%}' %}{{ x }}")
add("space unicode", "a\u00a0\u2003{%- if true -%}\u3000b{% endif %}")
add("space only text", "no tags { } % #")
add("space empty", "")

# statements
add("if", "{% for i in range(5) %}{% if i == 0 %}zero{% elif i < 2 %}one{% elif i == 2 %}two{% else %}many{% endif %},{% endfor %}")
add("if colon", "{% if 1: %}x{% endif %}")
add("for", "{% for m in messages %}{{ loop.index }}/{{ loop.length }} {{ m.role }}: {{ m['content'] }}|{% endfor %}", TALK)
add("for loop variable", "{% for x in 'abc' %}{{ [loop.index, loop.index0, loop.revindex, loop.revindex0, loop.first, loop.last, loop.length, loop.depth, loop.depth0] }}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.cycle('o', 'e') }}{{ loop.changed(x == 'c') }}\n{% endfor %}")
add("for else", "{% for x in [] %}x{% else %}none{% endfor %}{% for x in [1] %}x{% else %}none{% endfor %}")
add("for else after continue", "{% for x in [1, 2] %}{% continue %}{% else %}none{% endfor %}{% for x in [1] %}{% break %}{% else %}none{% endfor %}")
add("for break", "{% for x in range(9) %}{% if x == 2 %}{% continue %}{% endif %}{% if x == 5 %}{% break %}{% endif %}{{ x }}{% endfor %}")
add("for if", "{% for m in messages if m.role == 'user' %}{{ loop.index }}{{ loop.last }}{{ m.content }}{% endfor %}", TALK)
add("for if lazy", "{% set ns = namespace(stop=false) %}{% for x in range(9) if not ns.stop %}{{ x }}{% if x == 3 %}{% set ns.stop = true %}{% endif %}{% endfor %}")
add("for if with length", "{% for x in range(9) if x % 2 %}{{ x }}/{{ loop.length }} {% endfor %}")
add("for tuple", "{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}{% for (a, b), c in [((1, 2), 3)] %}{{ a + b + c }}{% endfor %}", PEOPLE)
add("for unpack error", "{% for a, b in [(1, 2, 3)] %}{% endfor %}")
add("for none", "{% for x in n %}{% endfor %}", PEOPLE)
add("for undefined", "[{% for x in missing %}x{% else %}empty{% endfor %}]")
add("for dict", "{% for k in d %}{{ k }}{% endfor %}", PEOPLE)
add("for scope", "{% set x = 1 %}{% for i in [1, 2] %}{{ x }}{% set x = x + i %}{{ x }} {% endfor %}{{ x }}")
add("for scope of a name", "{% for i in [1] %}{% set y = i %}{% endfor %}[{{ y }}]{{ i is defined }}{{ loop is defined }}")
add("for nested loops", "{% for a in [1, 2] %}{% set outer = loop %}{% for b in 'xy' %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}")
add("for recursive", "{% for n in tree recursive %}<{{ n.v }}@{{ loop.depth }}{{ loop(n.c) if n.c }}>{% endfor %}", {"tree": [{"v": 1, "c": [{"v": 2, "c": [{"v": 3}]}, {"v": 4}]}, {"v": 5}]})
add("for not recursive", "{% for n in [1] %}{{ loop([2]) }}{% endfor %}")
add("for an inline choice", "{% for x in ([1] if true else [2]) %}{{ x }}{% endfor %}")
add("for without parentheses", "{% for x in 1, 2, 3 %}{{ x }}{% endfor %}")
add("for over a generator", "{% for x in [3, 1]|map('string') %}{{ loop.index }}{{ loop.last }}{{ loop.length }}{{ x }}{% endfor %}")
add("set", "{% set x = 1 %}{% set a, b = 'pq' %}{% set c = 1, 2 %}{{ x }}{{ b }}{{ a }}{{ c }}")
add("set in if", "{% if true %}{% set x = 5 %}{% endif %}{{ x }}{% if false %}{% set z = 1 %}{% endif %}[{{ z }}]")
add("set block", "{% set x %}\n a {{ 1 + 1 }}\n{% set inner = 3 %}{% endset %}[{{ x }}][{{ inner }}]{% set y | upper | replace('A', '-') %}abca{% endset %}{{ y }}")
add("set block and break", "{% for i in [1, 2] %}{% set x %}t{% break %}{% endset %}{% endfor %}{{ x }}")
add("set namespace", "{% set ns = namespace(n=0, found=none, **{'k': 1}) %}{% for i in range(4) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}{{ ns.found }}{{ ns.k }}{{ ns.nope }}{{ ns['n'] }}{{ ns }}")
add("set namespace items", "{% set ns = namespace({'items': 1}) %}{{ ns.items }}{% set ns.a, ns.b = 1, 2 %}{{ ns.a + ns.b }}")
add("set on a dict", "{% set d.x = 1 %}", PEOPLE)
add("set private", "{% set ns = namespace() %}{% set ns._x = 1 %}")
add("macro", "{% macro m(a, b='B', c=a) %}[{{ a }}{{ b }}{{ c }}]{% endmacro %}{{ m(1) }}{{ m(1, c=3) }}{{ m(b=2, a=0) }}{{ m() }}")
add("macro too many", "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}")
add("macro unknown name", "{% macro m(a) %}{% endmacro %}{{ m(z=2) }}")
add("macro varargs", "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, k='v') }}{{ m() }}{{ m(*[1, 2], **{'x': 3}) }}")
add("macro recursion", "{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(5) }}")
add("macro scope", "{% set x = 1 %}{% macro m() %}{{ x }}{% set x = 9 %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}{{ x }}")
add("macro does not see the loop", "{% macro m() %}[{{ i }}{{ loop }}]{% endmacro %}{% for i in [1] %}{{ m() }}{% endfor %}")
add("macro strips", "{% macro m() -%}\n  a\n{%- endmacro %}<{{ m() | upper }}>")
add("macro before it is set", "{{ m is defined }}{% macro m() %}x{% endmacro %}{{ m is defined }}{{ m is callable }}")
add("call", "{% macro m(t) %}<{{ t }}>{{ caller() }}</{{ t }}>{% endmacro %}{% call m('b') %}in {{ 1 }}{% endcall %}")
add("call with arguments", "{% macro m(xs) %}{% for x in xs %}{{ caller(x, loop.index) }}{% endfor %}{% endmacro %}{% call(x, i) m('ab') %}{{ x }}{{ i }};{% endcall %}")
add("call without caller", "{% macro m() %}{{ caller is defined }}{% endmacro %}{{ m() }}")
add("call of a macro that ignores it", "{% macro m() %}x{% endmacro %}{% call m() %}y{% endcall %}")
add("filter block", "{% filter upper|replace('B', '_') %}abc {{ 'bd' }}{% endfilter %}")
add("with", "{% set a = 1 %}{% with a = 2, b = a %}{{ a }}{{ b }}{% set c = 3 %}{% endwith %}{{ a }}{{ c }}")
add("print", "{% print 1, 'a' %}")
add("generation", "é😀{% for m in messages %}[{{ m.role }}]{% if m.role == 'assistant' %}{% generation %}{{ m.content }}é😀</s>{% set z = 1 %}{% endgeneration %}{% else %}{{ m.content }}{% endif %}{% endfor %}{{ z }}", TALK)
add("generation strips", "a {%- generation -%} b {%- endgeneration %} c\n{% generation %}\n d\n{% endgeneration %}\ne{% generation %}{% endgeneration %}")
add("raise", "{{ raise_exception('Roles must \"alternate\" ' ~ 1) }}")
add("raise not reached", "{% if false %}{{ raise_exception('x') }}{% endif %}ok")
add("clock", "{{ strftime_now('%Y-%m-%d %d %b %B %A %a %H:%M:%S %I %p %j %y %e %-d %-m %% %f %F %T %u %w %c %x %X') }}[{{ strftime_now('%Z%z') }}]")

# operators and literals
each("arithmetic", {}, """
1 + 2 * 3 - 4
7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3
7.5 // 2, -7.5 % 2, 7 % -2.5, 0.0 * -1
1 / 2, 4 / 2, 1 / 3, 10 ** 20, 2 ** -1, 2 ** 0.5, 2 ** 3 ** 2
-2 ** 2, +3, --3, not not 1
1e3, 1.5e-7, 1e16, 1e15, 123456789012345680.0, 0.1 + 0.2, 1e100, 5e-324, 1.0, 100.0, 1e22, 2.5e-5, 0.0001
12345678901234567890 * 98765432109876543210, 0x1f, 0b101, 0o17, 1_000, 1_0.5
true + 1, true * 3, false == 0, 1 == 1.0, 1 < 1.5, 10 ** 20 == 1e20, 9007199254740993 == 9007199254740992.0
1 / 0
1 % 0
1.0 // 0
'a' + 1
1 + 'a'
none + 'a'
'a' * 3, 3 * 'ab', 'a' * -1, [1] * 2, (1,) * 2, 2 * [0]
[1] + [2], (1,) + (2,), 'a' ~ 1 ~ none ~ true ~ [1]
[1] + (2,)
-'a'
1 ~ 2 + 3
'%s-%d-%5.2f|%-5s|%05d|%x|%r|%%' % ('a', 3, 2.5, 'b', 42, 255, 'q')
'%s' % 'x', '%s' % [1], '%(a)s' % {'a': 1}, '%5s|%.2s' % ('ab', 'abc'), '%+d % d' % (1, 2), '%e %g %G' % (12345.678, 0.00001, 1e20)
'%s' % ('a', 'b')
'%d' % 'a'
missing ~ 'x', 'x' ~ missing
missing + 'x'
'x' + missing
missing.attr
missing['x']
missing()
1 < 2 < 3, 1 < 3 < 2, 1 == 1 != 2, 'a' < 'b', [1, 2] < [1, 3], (1,) < (1, 0), 'Z' < 'a', 'é' > 'z', '😀' > '\uffff'
1 < 'a'
none < 1
1 in [1, 2], 'b' in 'abc', 'z' not in 'abc', 'k' in {'k': 1}, 1.0 in [1], none in [none], '' in ''
1 in 'abc'
1 in 5
'x' in missing, missing == missing, missing == none, missing != 1, missing in [1]
1 and 0 or 'x', none or [], '' and 1, 1 or 2, not '', not 1 in [1]
1 if true else 2, 1 if false, 'a' if 0 else 'b' if 0 else 'c'
(1 if false) is defined
(), (1,), (1, 2), [], {}, {'a': 1,}, [1,], {1: 'x', none: 2, true: 3}
{'a': 1, 'b': [true, none, 1.5, 'q"' ~ "'"]}, ['it\\'s', "say \\"x\\"", 'both \\' "', 'tab\\t\\n\\\\', '\x07\x7f\xa0\xad', 'é😀', '\ue000']
'a' 'b' "c", 'esc \\x41 \\u00e9 \\U0001F600 \\101 \\q'
True, False, None, true, false, none
1.real
""")
each("slices", {"s": "aé😀bc", "l": [0, 1, 2, 3, 4], "n": None, "d": {"a": 1}}, """
s[0], s[-1], s[2], s[1:3], s[::-1], s[::2], s[-2:], s[:-1], s[10:], s[3:1], s[4:0:-2]
s|length, s|first, s|last, s|list, s|reverse
l[1:3], l[::-1], l[:2], l[-1], l[1:-1:2], l[5:], l[-100:100], l[2::-1], (1, 2, 3)[1:], l[-1:-3:-1]
l[9] is defined, l['x'] is defined, l[1.0] is defined, s['upper'](), l.0, l[true]
l[::0]
l[missing:]
l['a':]
n[1:]
d[1:]
none[0] is defined, 5[0] is defined, 5['a'] is defined, none.x is defined
range(5)[1:4], range(10)[::3]|list, range(3), range(1, 10, 3)|list, range(5, 0, -2)|list, range(3)[-1]
{'a': 1}['a'], {'a': {'b': 2}}.a.b, {'items': 5}['items'], {1: 'x'}[1], {1: 'x'}[1.0], {'a': 1}['z'] is defined
{'get': 7}.get('get'), {'get': 7}['get'], {'a': 1}[[1]] is defined
""")

# filters
each("text filters", PEOPLE, """
' a '|trim, 'xxaxx'|trim('x'), 5|trim, none|trim, missing|trim
'aBc dEf'|upper, 'ÀÉ'|lower, 'ß'|upper, 'hELLO wORLD'|capitalize, 'ééN'|capitalize
"hello wORLD it's a-b (c) <d> [e] {f}"|title
'a-b-a'|replace('a', 'x'), 'aaa'|replace('a', 'b', 2), 121|replace(1, 'x'), 'ab'|replace('', '.')
'l1\\nl2\\n\\nl3'|indent, 'l1\\nl2'|indent(2, true), 'a\\n\\nb'|indent('> ', false, true), 'a\\n'|indent(2), ''|indent(first=true)
none|indent
'foo bar baz qux'|truncate(9), 'foo bar baz qux'|truncate(9, true), 'foo bar baz qux'|truncate(11), 'foo bar baz qux'|truncate(11, false, '~', 0)
'a b  c\\nd'|wordcount, 'ab'|center(6), 'abc'|center(6) ~ '|'
'%s-%s'|format('a', 1), '%(x)s'|format(x=2)
1|string, none|string, true|string, 1.0|string, [1]|string, missing|string, 'x'|string
'<a & "b">'|e, '<b>'|safe, ('<b>'|safe) ~ '<c>', ('<b>'|safe) + '<c>\\'', '<c>' + ('<b>'|safe), '<x>'|safe|upper, '<x>'|escape|escape, ('<x>'|safe).replace('x', '<y>'), [('<b>'|safe)]
('<b>'|safe).strip() + '<', ('<a b>'|safe).split()[0] + '<', '&'|safe|trim ~ '&', ('a'|safe)[0] + '<', '<'|safe is escaped, '<' is escaped, ['<', '<'|safe]|join('&')
d|tojson, [1, 2.5, none, true, 'é"\\n😀</x>\\u0007']|tojson, {}|tojson, []|tojson, 'x'|tojson, (1, 2)|tojson
d|tojson(indent=2), {'a': [], 'b': {}, 'c': [1, {'d': 2}]}|tojson(indent=4), [1]|tojson(indent='--'), [1]|tojson(indent=0)
d|tojson(separators=(',', ':')), d|tojson(sort_keys=true), 'é😀'|tojson(ensure_ascii=true), d|tojson(true), d|tojson(indent=none)
{'a': missing}|tojson
missing|tojson
[1]|map('string')|tojson
1e400|tojson, {1: 2, none: 3, 1.5: 4, false: 5}|tojson
""")
each("list filters", PEOPLE, """
[1, 2]|length, 'abc'|count, d|length, missing|length, people|length
5|length
none|length
[]|first is defined, []|last is defined, [3, 4]|first, [3, 4]|last, d|first, d|last, missing|first is defined
[1, 2]|join, [1, none, 'a']|join(', '), people|join('-', attribute='name'), 'abc'|join('.'), missing|join('x'), []|join
none|join
'abc'|list, d|list, missing|list, (1, 2)|list, [3, 1]|reverse|list, 'abc'|reverse, range(3)|reverse|list
missing|default('x'), none|default('x'), none|default('x', true), ''|d('y', boolean=true), 0|default(1), missing|default, people[0].nope|default('q')
people[0].at.city|default('x'), people[1].at.city|default('x')
[3, 1, 2]|sort, ['b', 'A', 'c']|sort, ['b', 'A', 'c']|sort(case_sensitive=true), [3, 1]|sort(reverse=true), 'hello'|sort
people|sort(attribute='age')|map(attribute='name')|list, people|sort(attribute='age,name')|map(attribute='name')|list, people|sort(true, attribute='name')|map(attribute='name')|join
[1, 'a']|sort
d|dictsort, d|dictsort(true), {'x': 2, 'y': 1}|dictsort(by='value'), d|dictsort(reverse=true)
missing|dictsort
['a', 'A', 'b', 'a']|unique|list, ['a', 'A']|unique(true)|list, [1, 1.0, true, 2]|unique|list, people|unique(attribute='age')|map(attribute='name')|list
[3, 1, 2]|min, [3, 1, 2]|max, ['b', 'A']|min, ['b', 'A']|max(case_sensitive=true), people|max(attribute='age'), []|min is defined
[1, 2, 3.5]|sum, []|sum, people|sum(attribute='age'), [[1], [2]]|sum(start=[])
['a']|sum
[1, 2, 3, 4, 5]|batch(2)|list, [1, 2, 3]|batch(2, 'x')|list, [1, 2, 3, 4, 5, 6, 7]|slice(3)|list, [1, 2, 3, 4]|slice(3, 'x')|list
d|items|list, missing|items|list
[1]|items|list
people|map(attribute='name')|list, people|map(attribute='at.city', default='?')|list, ['a', 'b']|map('upper')|list, ['ab']|map('replace', 'a', 'x')|list, none|map('upper')|list
people|map(attribute='at.city')|list
[[1, 2], [3, 4]]|map(attribute=1)|list, [[1, 2]]|map('first')|list, ['x']|map('nope')|list
[1, 0, none, 'a']|select|list, [1, 2, 3]|select('odd')|list, [1, 2, 3]|reject('odd')|list, [1, 5]|select('>', 2)|list, [1, 0]|reject|list, ['a', 'b']|select('in', ['a'])|list
people|selectattr('at')|map(attribute='name')|list, people|selectattr('age', 'equalto', 31)|list|length, people|rejectattr('at')|map(attribute='name')|list, people|selectattr('name', '==', 'Bob')|first, people|rejectattr('at', 'defined')|list|length, people|selectattr('at.city', 'defined')|list|length
[1]|select('nope')|list
[1, 2]|map('string')|list|length, ([1]|map('string')) is iterable, ([1]|map('string')) is sequence
[1]|map('string')|length
'upper'|attr('upper') is callable, {'a': 1}|attr('a') is defined
""")
each("number filters", {}, """
'42'|int, '42.9'|int, 'x'|int, 'x'|int(7), 3.9|int, -3.9|int, '0x1f'|int(base=16), ' 12 '|int, '1_000'|int, none|int, true|int, ''|int, '-5'|int, 'ff'|int(0, 16), []|int(3)
'1.5'|float, 'x'|float, 'x'|float(2.5), 3|float, '1e3'|float, 'inf'|float, ' 2 '|float, '1d'|float, '0x1p3'|float, none|float
missing|int
42.55|round, 42.55|round(1), 42.5|round, 43.5|round, 42|round, 42|round(-1), 2.675|round(2), 42.55|round(1, 'floor'), 42.51|round(method='ceil'), 42|round(0, 'floor'), -0.4|round, 1234.5|round(-2)
-5|abs, -2.5|abs, true|abs
'a'|abs
'x'|round
10|float|round(2), (1/3)|round(3), 5|string ~ 5.0
""")

# tests
each("tests", PEOPLE, """
1 is defined, missing is defined, missing is undefined, none is none, none is not none, n is none
1 is odd, 2 is even, 9 is divisibleby 3, 9 is divisibleby(4), 1 is integer, true is integer, 1.0 is float, 1 is number, true is number, true is boolean, 1 is boolean
'a' is string, 1 is string, d is mapping, [] is mapping, [] is iterable, 'a' is iterable, 1 is iterable, none is iterable, missing is iterable, d is iterable
'a' is sequence, [] is sequence, d is sequence, 1 is sequence, missing is sequence, d.items() is sequence, d.items() is iterable, range(2) is sequence, (1,) is sequence
true is true, 1 is true, false is false, none is false, 1 is sameas 1.0, none is sameas none, true is sameas(true), d is sameas d
'abc' is lower, 'ABC' is upper, 'aB' is lower, '1' is upper, '' is lower
1 is eq 1, 1 is ne 2, 2 is gt 1, 2 is ge 2, 1 is lt 2, 1 is le 0, 1 is equalto 1, 3 is greaterthan 2, 1 is lessthan 2
1 is in [1], 'a' is in 'abc', 3 is not in [1], 'k' is in({'k': 1})
'upper' is filter, 'nope' is filter, 'odd' is test, 'nope' is test, 'urlize' is filter
range is callable, 1 is callable, 'a'.upper is callable
not n is defined, not missing is defined, n is none and 1 is odd, 1 is odd or 2 is odd, (1 is odd) == true, 1 is odd if true else 2
missing is defined and missing.x, people[0].at is defined, people[0].at.zip is defined, people[1].at is defined
'a' is odd
""")

# methods
each("text methods", {"s": "Hello, World", "u": "aé😀é"}, """
s.upper(), s.lower(), s.title(), s.swapcase(), s.capitalize(), "it's ab1c".title()
' a '.strip() ~ '|', ' a '.lstrip() ~ '|', ' a '.rstrip() ~ '|', 'xyaxy'.strip('xy'), 'xya'.lstrip('x'), 'ayx'.rstrip('xy'), '\u00a0\u2003a\u3000'.strip(), 'aa'.strip('a'), ' a '.strip(none)
s.split(', '), s.split(), ' a  b '.split(), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), ' a b c '.split(none, 1), 'abc'.split('z'), ''.split(), ''.split(','), 'a b c'.rsplit(none, 1), 'a--b'.split(sep='--', maxsplit=1), ' a b  c '.rsplit(none, 1)
'a'.split('')
s.startswith('He'), s.endswith('ld'), s.startswith(('x', 'H')), s.startswith('l', 2), s.endswith('lo', 0, 5), s.startswith('')
s.startswith(['H'])
s.find('o'), s.rfind('o'), s.find('z'), s.find('o', 5), s.index('W'), s.count('l'), u.find('é', 2), u.rfind('é'), u.count('é'), u.count(''), s.find('o', -4), ''.find('', 1)
s.index('z')
s.replace('l', 'L'), s.replace('l', 'L', 1), s.replace(',', ''), 'aaa'.replace('a', 'b', -1), 'ab'.replace('', '-')
s.replace('l')
s.replace(old='l', new='x')
', '.join(['a', 'b']), ''.join('abc'), '-'.join({'x': 1})
','.join([1])
'a\\nb\\r\\nc'.splitlines(), 'a\\nb\\n'.splitlines(true), 'a\x0bb\x85c\u2028d'.splitlines(), 'a=b=c'.partition('='), 'a=b=c'.rpartition('='), 'abc'.partition('x'), 'abc'.rpartition('x')
'ab'.center(5) ~ '|', 'ab'.center(7, '*'), 'abc'.center(6, '*'), 'ab'.ljust(4, '.'), 'ab'.rjust(4), '42'.zfill(5), '-42'.zfill(5), 'é😀'.ljust(4, '_')
'abc'.isalpha(), '12'.isdigit(), 'a1'.isalnum(), ' '.isspace(), ''.isalpha(), 'AB1'.isupper(), 'ab'.islower(), '²'.isdigit(), '½'.isnumeric(), '１'.isdecimal()
'prefix-x'.removeprefix('prefix-'), 'x.txt'.removesuffix('.txt'), 'abc'.removeprefix('z')
'{} {}'.format('a', 1), '{1}{0}'.format('a', 'b'), '{x:>5}|{y:<5}|{z:^5}'.format(x='a', y=2, z='é'), '{:.2f} {:05d} {:,} {:x} {:+}'.format(2.345, 42, 1234567, 255, 3), '{{}}{}'.format(1), '{0.a}{0[b]}'.format({'a': 1, 'b': 2}), '{!r} {!s}'.format('q', 'q'), '{:>{w}}'.format('x', w=4), '{:%}'.format(0.25), '{:.3}'.format('abcdef'), '{:e} {:g} {:.3g}'.format(12345.678, 0.5, 1234.5), '{} {} {}'.format(none, true, 1.0), '{:_} {:b} {:#x} {:*^9}'.format(1000000, 5, 255, 'mid'), '{:10.3f}|{:<10}|{:=+5}'.format(3.14159, 2.5, 7), '{:.1f} {:.0f} {:.3}'.format(0.25, 2.5, 1234.5)
'{}'.format()
'{x}'.format(1)
'{0.__class__}'.format(1)
'straße'.upper(), 'ǅ'.lower(), 'ΑΣ'.lower(), 'ŉ'.upper()
""")
each("container methods", {"d": {"b": 1, "items": 2, "a": None}, "l": [1, 2, 1]}, """
d.get('b'), d.get('z'), d.get('z', 5), d.get('a', 5), d.keys(), d.values(), d.items(), d.items()|list, d['items'], d.copy()
d.get()
'b' in d.keys(), d.keys()|list, d.values()|list|length, d.items()|length, d.keys()|first
d.keys()[0] is defined
l.index(2), l.count(1), l.copy(), (1, 2).count(1)
l.index(9)
l.append(3)
d.pop('b')
d.update({'x': 1})
d.pop is defined, l.append is defined, d.setdefault is undefined
d.__class__
d.__class__ is defined, ''.__class__.__mro__ is defined
''['__class__'] is defined, d['__class__'] is defined
dict(a=1, b=2), dict({'x': 1}, y=2), dict([('a', 1)]), dict()
d == {'b': 1, 'items': 2, 'a': none}, l == [1, 2, 1], (1, 2) == [1, 2], {1: 2} == {1.0: 2}, range(3) == range(0, 3), d != {}
d.b(1)
d.nope()
""")
each("more", {"t": "a\r\nb\x1cc", "big": 12345678901234567890123, "half": -0.5, "deep": [[["x", ["y"]]]], "m": [{"k": "v"}, {}]}, """
t.splitlines(), t.split(), t|tojson, t, [t], big, big + 1, [big]|tojson, half, half|int, half|abs, -half, 1e-5 * half
deep[0][0][1][0], deep|tojson, deep|string, m[0].k ~ m[1].k, m|map(attribute='k')|list|length, m|selectattr('k')|list, m|selectattr('k', 'undefined')|list|length
(m|first).k, (m|last) == {}, m[0] in m, m|length > 1 and m[-1] is mapping, (m[0]|items|list)[0][1], m[0]|list
'%c%c' % ('a', 66), '%5.1f|%-8.3e|%08.3f' % (3.14159, 1234.5, -2.5), '%i' % 3.99, '%x' % -255, '%#x' % 255, '%s %%' % none
'%s %s' % ('a',)
'%(a)s' % {'b': 1}
'{:>8}|{:08.2f}|{:+.1e}|{:^7}|{:,}'.format('é', -3.14159, 12345.6, true, 1234567.891)
'{a[0].b}'.format(a=[{'b': 'c'}]), '{:d}'.format(true), '{:5}|{:<5}'.format(true, none|string), '{0:{1}}'.format('x', '>3')
'{:q}'.format(1)
'{:d}'.format('x')
'{'.format()
'a,b;c'.replace(',', ';').split(';')|join('|'), ('x' in 'xyz') and ('q' not in 'xyz'), 'abc'[1:]|upper, 'abc'|upper|lower|title, -1|abs, (-1)|abs, 2 ** -1|abs
[1, 2, 3][-2:], [1, 2, 3]|last, ([1, 2, 3]|reverse|list)[0], 'a' < 'B', 'a'|lower == 'A'|lower, [] == [], {} == {}, [] or {} or 'e', () is sequence
1 if m else 2, 'x' if not m else 'y', (m if m[0].k == 'v' else none) is not none, m[0].k is eq('v'), m[5] is defined, m[5].k is defined
range(3)|map('string')|join('-'), range(3)|sum, range(2, 5)|first, 3 in range(5), range(3)|list + [9], range(0)|list, range(3)|length, range(1, 3)|join, range(3)|tojson is string
"a'b"|tojson, 'a"b'|string, ["a'b", 'c"d'], {'x': "it's"}, '\\n', 'a\tb', 'x\x00y', ['\x00\x1b\u200b'], '\u2028'|tojson, '\x7f'|tojson
m[0].items()|list, m[0].get('k', 'd').upper(), m[1].get('k', 'd').upper(), m[0].keys()|list|first, m[0].values()|join, m[0].k.__len__ is defined
true ~ '', none ~ '', 1.0 ~ '', 1e20 ~ '', 10000000000000000.0 ~ '', 123456.789e3 ~ '', (0.1 * 3) ~ '', 1 / 3, 2 / 3 * 3, 1e-7 ~ '', 3.0 // 2, 7 / 7, -7 // 2.0, 5 % 3.5, 1e300 * 1e10, 0.1 + 0.7
""")
each("digits and spaces", {}, """
'１２'|int, '٣.٥'|float, 'a\u0301b c_d-e'|wordcount, 'x\x1fy z'|title, '１２'.isdigit(), 'a\u2003b'|title, 'a\x1fb'.split()
""")
add("scope of with and loops", "{% set ns = namespace(x=0) %}{% with y = 5 %}{% for i in [1, 2] %}{% set ns.x = ns.x + y + i %}{% set y = 0 %}{% endfor %}{{ y }}{% endwith %}{{ ns.x }}{{ y }}")
add("scope in generation", "{% set x = 1 %}{% for i in [1, 2] %}{% generation %}{% set x = x + i %}{{ x }}{% endgeneration %}{{ x }}{% endfor %}")
add("scope of a macro in a loop", "{% for i in [1, 2] %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}")
add("macro calls a later macro", "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}B{% endmacro %}{{ a() }}")
add("macro with a namespace", "{% macro m(ns) %}{% set ns.n = ns.n + 1 %}{% endmacro %}{% set s = namespace(n=1) %}{{ m(s) }}{{ m(s) }}{{ s.n }}")
add("loop in a macro in a loop", "{% macro m(xs) %}{% for x in xs %}{{ loop.index }}{% endfor %}{% endmacro %}{% for y in 'ab' %}{{ m([1, 2]) }}{{ loop.last }}{% endfor %}")
add("call in a filter block", "{% filter trim %}  {% macro q(x) %}'{{ x }}'{% endmacro %}{{ q('a') }} {% endfilter %}|")
add("break in a nested loop", "{% for a in [1, 2] %}{% for b in [1, 2] %}{% if b == 2 %}{% break %}{% endif %}{{ a }}{{ b }} {% endfor %}{% endfor %}")
add("json of arguments", "{{ c.arguments | tojson }}{{ c.arguments if c.arguments is string else c.arguments | tojson(indent=2) }}", {"c": {"arguments": {"a": 1.50, "b": [], "c": {"é": None}}}})
add("cycler and joiner", "{% set c = cycler('a', 'b') %}{% set j = joiner(' | ') %}{% for i in range(3) %}{{ j() }}{{ c.next() }}{{ c.current }}{% endfor %}{{ c.reset() }}{{ c.next() }}")
add("range too big", "{{ range(1000000000000) }}")
add("range step zero", "{{ range(1, 2, 0) }}")

# what is no template
for number, broken in enumerate([
    "{{ 1 +  }}", "{% if %}", "{% if true %}", "{% endif %}", "{{ 'a }}", "{{ a b }}", "{% for x %}{% endfor %}", "{# a", "{{ (1 }}",
    "{{ 1 ", "{% nope %}", "{{ [1 }}", "{% set 1 = 2 %}", "{{ x|nope_filter }}", "{{ x is nope_test }}", "{% raw %}x", "{{ a..b }}",
    "{% macro m(a=1, b) %}{% endmacro %}", "{{ f(a=1, 2) }}", "{% set true = 1 %}", "{{ }}", "{{ ] }}", "{{ a ? b }}", "{{ '\\x1' }}",
    "{% for x in [1] %}{% else %}{% else %}{% endfor %}", "{% call 5 %}{% endcall %}", "{{ 1 is odd is even }}", "{% break %}",
    "{% generation %}", "{{ @ }}", "{% set x %}", "{{ a if }}", "{% macro %}{% endmacro %}", "{{ x. }}", "{% if a = b %}{% endif %}"], 1):
    add(f"broken {number}", broken)
