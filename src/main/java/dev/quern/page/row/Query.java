package dev.quern.page.row;

import dev.quern.CommaList;
import dev.quern.dataset.Cursor;
import dev.quern.dataset.warning.WarningFilter;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The filters of a list from its URL; empty or invalid values are ignored. */
final class Query {

  private final Map<String, String> given;

  Query(Map<String, String> given) {
    this.given = given;
  }

  Map<String, String> given() {
    return given;
  }

  @Nullable String text(String name) {
    String value = given.get(name);
    return value == null || value.isBlank() || value.indexOf('\0') >= 0 ? null : value.strip();
  }

  @Nullable Boolean flag(String name) {
    String value = text(name);
    return value == null || !value.matches("true|false") ? null : Boolean.valueOf(value);
  }

  @Nullable BigDecimal score(String name) {
    String value = text(name);
    return value == null || !value.matches("[0-5](\\.\\d{1,2})?") ? null : new BigDecimal(value);
  }

  /** {@code warning} names a warning, or is {@code none} for rows without warnings. */
  WarningFilter warnings() {
    String value = text("warning");
    return value != null && value.equals("none")
        ? new WarningFilter(null, true)
        : new WarningFilter(value, false);
  }

  /** The slice that is asked for. */
  Cursor cursor() {
    return cursor(given.get("after"), given.get("before"));
  }

  /** Where a slice begins, in the order that is chosen. */
  Cursor cursor(@Nullable String after, @Nullable String before) {
    String sort = text("sort");
    return new Cursor(after, before, sort == null ? "" : sort);
  }

  List<String> list(String name) {
    String value = text(name);
    return value == null ? List.of() : CommaList.read(value);
  }

  /** The given filters as the start of the query of another link: {@code ?q=a&}. */
  String link(List<String> names) {
    return names.stream()
        .filter(name -> text(name) != null)
        .map(
            name ->
                name
                    + "="
                    + URLEncoder.encode(String.valueOf(text(name)), StandardCharsets.UTF_8)
                    + "&")
        .collect(Collectors.joining("", "?", ""));
  }

  /** Whether any of these filters is given. */
  boolean any(List<String> names) {
    return names.stream().anyMatch(name -> text(name) != null);
  }
}
