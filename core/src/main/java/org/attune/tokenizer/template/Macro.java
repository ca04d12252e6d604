// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.tokenizer.template.Statement.MacroBody;
import org.attune.tokenizer.template.Statement.Parameter;

/** A macro with the scope that it was defined in. */
final class Macro implements Callee {

    private final MacroBody body;
    private final Scope outer;
    private final Interpreter interpreter;

    Macro(MacroBody body, Scope outer, Interpreter interpreter) {
        this.body = body;
        this.outer = outer;
        this.interpreter = interpreter;
    }

    @Override
    public Object call(Arguments given) {
        Scope scope = outer.inner();
        Map<String, Object> named = new LinkedHashMap<>(given.named());
        List<Object> positional = given.positional();
        List<Parameter> parameters = body.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Object value = i < positional.size() ? positional.get(i) : named.remove(parameter.name());
            scope.set(parameter.name(), value == null ? otherwise(parameter, scope) : value);
        }
        extras(scope, named, positional);
        return interpreter.captured(() -> interpreter.execute(body.body(), scope));
    }

    private Object otherwise(Parameter parameter, Scope scope) {
        Expression expression = parameter.otherwise();
        return expression == null
                ? new Undefined("parameter '" + parameter.name() + "' was not provided")
                : interpreter.evaluator().evaluate(expression, scope);
    }

    /** What is left goes to caller, kwargs and varargs, where the body mentions them. */
    private void extras(Scope scope, Map<String, Object> named, List<Object> positional) {
        int count = body.parameters().size();
        boolean explicit = body.parameters().stream().anyMatch(p -> p.name().equals("caller"));
        if (body.uses().contains("caller") && !explicit) {
            Object caller = named.remove("caller");
            scope.set("caller", caller == null || caller == None.NONE ? new Undefined("No caller defined") : caller);
        }
        if (body.uses().contains("kwargs")) {
            scope.set("kwargs", new LinkedHashMap<Object, Object>(named));
        } else if (!named.isEmpty()) {
            throw refused("no keyword argument '" + named.keySet().iterator().next() + "'");
        }
        if (body.uses().contains("varargs")) {
            scope.set("varargs", new Tuple(positional.subList(Math.min(count, positional.size()), positional.size())));
        } else if (positional.size() > count) {
            throw refused("not more than " + count + " argument(s)");
        }
    }

    private Failure refused(String what) {
        return Failure.error("macro '" + body.name() + "' takes " + what);
    }
}
