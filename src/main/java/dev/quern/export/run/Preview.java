package dev.quern.export.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file would hold.
 *
 * @param byLabel how many records of each label; "" for those without
 * @param first the first three
 */
public record Preview(
    long count, Map<String, Long> byLabel, List<Map<String, @Nullable Object>> first) {}
