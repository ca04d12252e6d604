// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.attune.problem.Problem;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, as OpenAI's API cuts it: so many after the one with an id.
 *
 * @param after null: from the beginning
 * @param ascending the oldest first; otherwise the newest
 */
public record Page(@Nullable String after, int limit, boolean ascending) {

    /** @throws RequestProblem for a limit or an order that is none */
    public static Page of(Context call, int usual, int most) {
        String order = call.queryParam("order");
        if (order != null && !List.of("asc", "desc").contains(order)) {
            throw RequestProblem.invalid("order", "invalid_value", "Invalid value for 'order': expected asc or desc");
        }
        return new Page(call.queryParam("after"), limit(call.queryParam("limit"), usual, most), "asc".equals(order));
    }

    private static int limit(@Nullable String asked, int usual, int most) {
        int limit = asked == null ? usual : asked.matches("[0-9]{1,9}") ? Integer.parseInt(asked) : 0;
        if (limit < 1 || limit > most) {
            throw RequestProblem.invalid(
                    "limit", "invalid_value", "Invalid value for 'limit': expected an integer from 1 to " + most);
        }
        return limit;
    }

    /**
     * One row more than asked for, where there is one.
     *
     * @param table with the columns number, which orders, and id
     * @param where further rule, with a question mark for each value
     * @throws RequestProblem where none that fits has the id {@code after}
     */
    public Query select(Handle handle, String table, String where, @Nullable Object... values) {
        String from = "from " + table + " where (" + where + ")";
        if (after == null) {
            return bind(handle.createQuery("select * " + from + order()), values);
        }
        Long number = bind(handle.createQuery("select number " + from + " and id = ?"), values)
                .bind(values.length, after)
                .mapTo(Long.class)
                .findFirst()
                .orElseThrow(() -> RequestProblem.invalid(
                        "after",
                        "invalid_value",
                        "Invalid value for 'after': nothing here is " + Problem.quote(after)));
        String then = " and number " + (ascending ? ">" : "<") + " ?";
        return bind(handle.createQuery("select * " + from + then + order()), values)
                .bind(values.length, number);
    }

    private String order() {
        return " order by number " + (ascending ? "asc" : "desc") + " limit " + (limit + 1L);
    }

    private static Query bind(Query query, @Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            query.bind(i, values[i]);
        }
        return query;
    }

    /** As the API shows it, with the ids of the first and the last. */
    public <T> Map<String, Object> document(List<T> oneMore, Function<T, Map<String, Object>> shown) {
        List<Map<String, Object>> data =
                oneMore.stream().limit(limit).map(shown).toList();
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("object", "list");
        list.put("data", data);
        list.put("first_id", data.isEmpty() ? null : data.get(0).get("id"));
        list.put("last_id", data.isEmpty() ? null : data.get(data.size() - 1).get("id"));
        list.put("has_more", oneMore.size() > limit);
        return Json.map(list);
    }
}
