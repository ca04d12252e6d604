// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import java.util.Map;
import org.attune.nn.Embedding;
import org.attune.nn.Linear;
import org.attune.nn.LowRank;
import org.attune.nn.Magnitude;
import org.attune.nn.TokenRows;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Adds what an adapter has to the layers that an architecture was handed. */
record AdapterLayers(Layers layers, Adapter.Form form) {

    void add(Adapter adapter) {
        Map<String, Linear> linear = layers.handed().linear();
        List<String> order = List.copyOf(linear.keySet());
        for (Adapter.Part part : adapter.parts()) {
            Linear layer = linear.get(part.layer());
            if (layer == null) {
                throw new IllegalArgumentException("no linear layer named " + part.layer());
            }
            long rank = part.rank();
            Parameter a = factor(part.layer() + Adapter.A, List.of(rank, layer.in()), layer.compute());
            Parameter b = factor(part.layer() + Adapter.B, List.of(layer.out(), rank), layer.compute());
            Magnitude magnitude = form.decomposed() ? magnitude(part.layer(), layer) : null;
            layer.adapt(new LowRank(a, b, magnitude, form.scale(part), form.dropout(), order.indexOf(part.layer())));
        }
        adapter.rows().forEach(this::replace);
    }

    private Parameter factor(String name, List<Long> shape, ScalarType compute) {
        return layers.parameter(new Wanted(name, Parameter.Kind.WEIGHT, shape, -1), compute);
    }

    /** Before training the lengths are those of the weight: what is added to it is zero. */
    private Magnitude magnitude(String name, Linear layer) {
        Wanted lengths = new Wanted(name + Adapter.MAGNITUDE, Parameter.Kind.VECTOR, List.of(layer.out()), -1);
        try (Scope scope = Scope.open()) {
            Tensor squares = scope.keep(layer.squares());
            Tensor stored = layers.stored(lengths);
            return new Magnitude(parameter(lengths, stored == null ? squares.sqrt() : stored, scope), squares);
        }
    }

    /** Rows begin as those of the table. */
    private void replace(Adapter.Rows rows) {
        Layers.Handed handed = layers.handed();
        String weight = rows.module() + ".weight";
        Embedding table = handed.tables().get(rows.module());
        Linear last = table == null
                ? handed.linear().get(rows.module())
                : handed.tied().get(weight);
        Tensor whole = layers.parameters().named(weight).leaf();
        List<Long> shape = List.of((long) rows.numbers().size(), whole.size(1));
        Wanted wanted = new Wanted(rows.module() + Adapter.ROWS, Parameter.Kind.TABLE, shape, -1);
        try (Scope scope = Scope.open()) {
            Tensor ids = scope.keep(rows.ids());
            Tensor stored = layers.stored(wanted);
            Tensor own = stored == null ? whole.index_select(0, ids) : stored;
            TokenRows learnt =
                    new TokenRows(parameter(wanted, own, scope), ids, scope.keep(rows.places(whole.size(0))));
            if (table != null) {
                table.replace(learnt);
            }
            if (last != null) {
                last.replace(learnt);
            }
        }
    }

    private Parameter parameter(Wanted wanted, Tensor value, Scope scope) {
        ScalarType type = layers.placement().master();
        Tensor master = scope.keep(value.detach().to(layers.placement().device(), type));
        Parameter parameter = new Parameter(wanted.name(), wanted.kind(), master, type);
        layers.add(parameter);
        return parameter;
    }
}
