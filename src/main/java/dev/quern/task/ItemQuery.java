package dev.quern.task;

import java.util.Map;

/**
 * The items of a task, chosen when it starts.
 *
 * @param sql a SELECT of one column named {@code id}, in the order of the items
 * @param parameters by name, as the SQL has them behind colons
 */
public record ItemQuery(String sql, Map<String, Object> parameters) {}
