package dev.quern.export.run;

import dev.quern.export.format.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of the rows that passed the filters go in, the first ones first: at most so many of each
 * tag and of each label, and so many in all. A row without tag and label is limited by none. Asked
 * about the same rows in the same order it answers the same.
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
