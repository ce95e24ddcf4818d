package dev.quern.page.row;

import dev.quern.dataset.Cursor;
import dev.quern.dataset.ProjectRows;
import dev.quern.dataset.RowFilter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/**
 * What the page shows of a list of rows: a slice of it, and one row's neighbours in it.
 *
 * @param id the id of a row
 * @param names the query parameters that are kept from one page of the list to another
 */
record RowList<T, F extends RowFilter<F>>(
    ProjectRows<T, F> rows, Function<T, String> id, List<String> names) {

  static final int ON_A_PAGE = 50;

  /** The largest exact count, so that the first page does not wait. */
  private static final int COUNTED = 10_000;

  /** The rows on the page that the query asks for, and how many there are. */
  void show(F filter, Query query, Model model) {
    model.addAttribute("slice", rows.slice(filter, query.cursor(), ON_A_PAGE));
    model.addAttribute("count", rows.countUpTo(filter, COUNTED + 1));
    model.addAttribute("counted", COUNTED);
    model.addAttribute("given", query.given());
    model.addAttribute("link", query.link(names));
  }

  /** The ids of the rows before and after one, and the way back to the list. */
  void showBeside(String row, F filter, Query query, Model model) {
    model.addAttribute("link", query.link(names));
    model.addAttribute("next", neighbour(filter, query.cursor(row, null)));
    model.addAttribute("previous", neighbour(filter, query.cursor(null, row)));
  }

  private @Nullable String neighbour(F filter, Cursor cursor) {
    return rows.neighbour(filter, cursor).map(id).orElse(null);
  }
}
