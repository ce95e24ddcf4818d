package dev.quern.document.markdown;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes rows as a Markdown table (GitHub's pipe syntax), the first row as its head. The first
 * hundred rows are held back to learn how many columns there are; the rest is streamed. A table of
 * one column becomes paragraphs, because it has no structure. Rows without text are left out.
 */
public class PipeTable {

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u0000]+");

  private static final int ROWS_TO_LEARN_FROM = 100;

  private final Writer out;
  private final List<List<String>> learning = new ArrayList<>();
  private int columns;
  private boolean started;

  public PipeTable(Writer out) {
    this.out = out;
  }

  public void row(List<String> cells) throws IOException {
    List<String> trimmed = trimmed(cells);
    if (trimmed.isEmpty()) {
      return;
    }
    if (started) {
      write(trimmed);
      return;
    }
    learning.add(trimmed);
    if (learning.size() == ROWS_TO_LEARN_FROM) {
      start();
    }
  }

  /** Writes the rows that were held back; returns whether there was any row. */
  public boolean end() throws IOException {
    if (!started) {
      start();
    }
    return columns > 0;
  }

  private void start() throws IOException {
    started = true;
    for (List<String> row : learning) {
      columns = Math.max(columns, row.size());
    }
    for (int i = 0; i < learning.size(); i++) {
      write(learning.get(i));
      if (i == 0 && columns > 1) {
        out.write("|" + " --- |".repeat(columns) + "\n");
      }
    }
    learning.clear();
  }

  private void write(List<String> cells) throws IOException {
    if (columns == 1 && cells.size() == 1) {
      out.write(cells.get(0) + "\n\n");
      return;
    }
    out.write("|");
    for (int i = 0; i < Math.max(columns, cells.size()); i++) {
      String cell = i < cells.size() ? cells.get(i) : "";
      out.write((cell.isEmpty() ? " " : " " + cell.replace("|", "\\|") + " ") + "|");
    }
    out.write("\n");
  }

  private static List<String> trimmed(List<String> cells) {
    List<String> result = new ArrayList<>(cells.size());
    int last = 0;
    for (String cell : cells) {
      result.add(WHITE_SPACE.matcher(cell).replaceAll(" ").strip());
      if (!result.get(result.size() - 1).isEmpty()) {
        last = result.size();
      }
    }
    return result.subList(0, last);
  }
}
