package dev.quern.export.run;

import dev.quern.export.format.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a file would hold, and forms its first records. */
final class PreviewRun implements RowSink {

  private static final int FIRST = 3;

  private final Plan plan;
  private final ImageContents images;
  private final Choice choice;
  private final Map<String, Long> byLabel = new TreeMap<>();
  private final List<Map<String, @Nullable Object>> first = new ArrayList<>();
  private long count;

  PreviewRun(Plan plan, ImageContents images) {
    this.plan = plan;
    this.images = images;
    this.choice = plan.choice();
  }

  @Override
  public Rows rows() {
    return plan.rows();
  }

  @Override
  public boolean take(Map<String, Object> columns) {
    Row row = new Row(rows().kind(), columns);
    if (!choice.takes(row)) {
      return !choice.isFull();
    }
    count++;
    String label = row.text("question_label");
    byLabel.merge(label == null ? "" : label, 1L, Long::sum);
    if (first.size() < FIRST) {
      images.row(plan, columns).ifPresent(this::addFirst);
    }
    return !choice.isFull();
  }

  private void addFirst(Row row) {
    Map<String, @Nullable Object> record = plan.format().record(row, plan.style());
    record.keySet().retainAll(plan.fields().stream().map(field -> field.name()).toList());
    first.add(record);
  }

  @Override
  public void end() {}

  Preview preview() {
    return new Preview(count, byLabel, first);
  }
}
