// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.List;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * A few lines of TorchScript, compiled once per process: the way to operators without a Java binding, and to several operators
 * in one native call. Callers are the typed methods of {@link Kernels}; an {@code IValue} made from a Java collection takes the
 * process down, which is why lists are built here and nowhere else.
 */
final class Script {

    private final CompilationUnit unit;

    Script(String source) {
        Engine.start();
        unit = torch.compile(source).retainReference(); // outlives the scope it happens to be compiled in
    }

    /** Calls a function with arguments of Tensor, {@code List<Tensor>}, Double, Long and Boolean; returns what it leaves. */
    IValue call(String function, Object... arguments) {
        IValueVector stack = new IValueVector();
        for (Object argument : arguments) {
            stack.push_back(value(argument));
        }
        unit.get_function(new QualifiedName(function)).run(stack);
        return stack.get(0);
    }

    private static IValue value(Object argument) {
        if (argument instanceof Tensor tensor) {
            return new IValue(tensor);
        } else if (argument instanceof Double number) {
            return new IValue((double) number);
        } else if (argument instanceof Long number) {
            return new IValue((long) number);
        } else if (argument instanceof Boolean flag) {
            return new IValue((boolean) flag);
        } else if (argument instanceof List<?> tensors) {
            GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
            for (Object tensor : tensors) {
                list.push_back(new IValue((Tensor) tensor));
            }
            return new IValue(list);
        }
        throw new IllegalArgumentException("no TorchScript value for " + argument.getClass());
    }
}
