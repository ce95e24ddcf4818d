package dev.quern.export.run;

import dev.quern.export.format.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the rows that passed the filters, in their order: with a limit per tag, per label,
 * and in total. A row without tag and label has only the total limit. The same rows in the same
 * order give the same choice.
 */
public final class Choice {

  private final @Nullable Integer balance;
  private final long limit;
  private final Map<String, Integer> taken = new HashMap<>();
  private long count;

  public Choice(@Nullable Integer balance, @Nullable Long limit) {
    this.balance = balance;
    this.limit = limit == null ? Long.MAX_VALUE : limit;
  }

  boolean isFull() {
    return count >= limit;
  }

  boolean takes(Row row) {
    if (isFull()) {
      return false;
    }
    if (balance != null) {
      List<String> groups = new ArrayList<>();
      row.texts("tags").stream().distinct().forEach(tag -> groups.add("t" + tag));
      String label = row.text("question_label");
      if (label != null) {
        groups.add("l" + label);
      }
      if (groups.stream().anyMatch(group -> taken.getOrDefault(group, 0) >= balance)) {
        return false;
      }
      groups.forEach(group -> taken.merge(group, 1, Integer::sum));
    }
    count++;
    return true;
  }
}
