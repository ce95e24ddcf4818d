package dev.quern.export.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The preview of a file.
 *
 * @param byLabel the number of records by label; "" for those without
 * @param first the first three records
 */
public record Preview(
    long count, Map<String, Long> byLabel, List<Map<String, @Nullable Object>> first) {}
