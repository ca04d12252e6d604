// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.weights.PickleValue.Dict;
import org.attune.weights.PickleValue.Global;
import org.attune.weights.PickleValue.Items;
import org.attune.weights.PickleValue.Opaque;
import org.attune.weights.PickleValue.Storage;
import org.attune.weights.PickleValue.StoredTensor;
import org.attune.weights.PickleValue.Text;
import org.attune.weights.PickleValue.Tuple;
import org.attune.weights.PickleValue.Whole;
import org.jspecify.annotations.Nullable;

/** The handful of Python names that a state dict may use, each rebuilt here as a plain value. */
final class PickleCalls {

    private static final Map<String, DType> STORAGES = Map.of(
            "DoubleStorage", DType.F64,
            "FloatStorage", DType.F32,
            "HalfStorage", DType.F16,
            "BFloat16Storage", DType.BF16,
            "LongStorage", DType.I64,
            "IntStorage", DType.I32,
            "ShortStorage", DType.I16,
            "CharStorage", DType.I8,
            "ByteStorage", DType.U8,
            "BoolStorage", DType.BOOL);

    private static final Set<String> CALLABLE = Set.of(
            "collections.OrderedDict",
            "torch.Size",
            "torch._utils._rebuild_tensor",
            "torch._utils._rebuild_tensor_v2",
            "torch._utils._rebuild_parameter");

    private final FileBytes file;
    private final PickleStack stack;

    PickleCalls(FileBytes file, PickleStack stack) {
        this.file = file;
        this.stack = stack;
    }

    Global lookUp(String module, String name) {
        Global global = new Global(module, name);
        if (!CALLABLE.contains(global.dotted()) && storageType(global) == null) {
            throw unsafe(global.dotted());
        }
        return global;
    }

    InputException unsafe(String dotted) {
        boolean numbers = dotted.startsWith("torch.") && dotted.endsWith("Storage");
        return file.wrong(
                numbers ? "weights.dtype" : "weights.unsafe-pickle",
                numbers
                        ? "keeps numbers in " + Problem.quote(dotted) + ", which cannot be used"
                        : "this file tries to call " + Problem.quote(dotted) + "; nothing was executed",
                "a state dict needs tensors and containers only, and code in a file is never run",
                "if you trust the file, save only its state dict in Python, best with safetensors.torch.save_file");
    }

    PickleValue call(PickleValue function, PickleValue arguments) {
        if (!(function instanceof Global global) || !(arguments instanceof Tuple tuple)) {
            throw stack.broken("calls something that is no function");
        }
        List<PickleValue> items = tuple.items();
        return switch (global.dotted()) {
            case "collections.OrderedDict" -> orderedDict(items);
            case "torch.Size" -> items.size() == 1 ? items.get(0) : tuple;
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> tensor(items);
            case "torch._utils._rebuild_parameter" -> parameter(items);
            default -> throw unsafe(global.dotted());
        };
    }

    private Dict orderedDict(List<PickleValue> items) {
        Dict dict = new Dict();
        if (!items.isEmpty()) {
            if (!(items.get(0) instanceof Items pairs)) {
                throw stack.broken("makes an OrderedDict of something that is no list");
            }
            stack.spend(pairs.values.size());
            for (PickleValue pair : pairs.values) {
                List<PickleValue> both = pair instanceof Items list
                        ? list.values
                        : pair instanceof Tuple tuple ? tuple.items() : List.of();
                if (both.size() != 2) {
                    throw stack.broken("makes an OrderedDict of something else than pairs");
                }
                put(dict, both.get(0), both.get(1));
            }
        }
        return dict;
    }

    /** {@code (storage, offset, size, stride, requires_grad, backward_hooks, metadata)}, the last three optional. */
    private StoredTensor tensor(List<PickleValue> items) {
        if (items.size() < 4 || !(items.get(0) instanceof Storage storage)) {
            throw stack.broken("builds a tensor without a storage");
        }
        long[] sizes = numbers(items.get(2));
        long[] strides = numbers(items.get(3));
        StoredTensor tensor = new StoredTensor(storage, whole(items.get(1)), sizes, strides);
        String fault = StridedLayout.fault(tensor);
        if (fault != null) {
            throw stack.broken("has a tensor " + fault);
        }
        return tensor;
    }

    private PickleValue parameter(List<PickleValue> items) {
        if (items.isEmpty() || !(items.get(0) instanceof StoredTensor tensor)) {
            throw stack.broken("builds a parameter without a tensor");
        }
        return tensor;
    }

    /** {@code ('storage', type, key, location, elements)} and in old files one more, a view, which must be None. */
    Storage storage(PickleValue id) {
        if (!(id instanceof Tuple tuple)
                || tuple.items().size() < 5
                || !(tuple.items().get(0) instanceof Text kind)
                || !kind.value().equals("storage")
                || !(tuple.items().get(1) instanceof Global type)) {
            throw stack.broken("refers to something outside that is no storage");
        }
        DType dtype = storageType(type);
        if (dtype == null) {
            throw unsafe(type.dotted());
        }
        if (tuple.items().size() > 5 && tuple.items().get(5) != Opaque.NONE) {
            throw stack.broken("uses storage views, which PyTorch wrote before version 0.4 only");
        }
        return new Storage(
                dtype, text(tuple.items().get(2)), whole(tuple.items().get(4)));
    }

    /** State given to an object after it was made: the {@code _metadata} of a module's OrderedDict, of no use here. */
    void build(PickleValue state, PickleValue object) {
        if (!(object instanceof Dict) || !(state instanceof Dict)) {
            throw stack.broken("sets the state of an object that is no dict");
        }
    }

    void put(Dict dict, PickleValue key, PickleValue value) {
        if (!(key instanceof Text || key instanceof Whole || key instanceof Opaque)) {
            throw stack.broken("has a dict key that is neither text nor number");
        }
        dict.entries.put(key, value);
    }

    String text(PickleValue value) {
        if (value instanceof Text text) {
            return text.value();
        }
        if (value instanceof Whole whole) {
            return Long.toString(whole.value());
        }
        throw stack.broken("has no text where a name belongs");
    }

    private long whole(PickleValue value) {
        if (value instanceof Whole whole) {
            return whole.value();
        }
        throw stack.broken("has no whole number where a size belongs");
    }

    private long[] numbers(PickleValue value) {
        if (!(value instanceof Tuple tuple) || tuple.items().size() > TensorInfo.MOST_DIMENSIONS) {
            throw stack.broken("has a tensor without a shape");
        }
        return tuple.items().stream().mapToLong(this::whole).toArray();
    }

    private static @Nullable DType storageType(Global global) {
        boolean known = global.module().equals("torch") || global.module().equals("torch.cuda");
        return known ? STORAGES.get(global.name()) : null;
    }
}
