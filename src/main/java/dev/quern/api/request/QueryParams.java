package dev.quern.api.request;

import dev.quern.CommaList;
import dev.quern.Paging;
import dev.quern.dataset.warning.RowWarning;
import dev.quern.dataset.warning.WarningFilter;
import dev.quern.error.FieldChecks;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, read strictly: errors are collected, and {@link #done} refuses
 * the request with all of them. If a parameter is repeated, the first counts; an empty one counts
 * as missing; unknown ones are ignored.
 */
public final class QueryParams {

  /** As JSON writes them, short enough to be computed with. */
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,20}(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?");

  private final Map<String, String[]> values;
  private final FieldChecks checks = new FieldChecks();

  QueryParams(Map<String, String[]> values) {
    this.values = values;
  }

  public @Nullable String text(String name) {
    var given = values.get(name);
    if (given == null || given.length == 0 || given[0].isEmpty()) {
      return null;
    }
    var fault = StorableString.fault(given[0]);
    checks.that(fault.isEmpty(), name, fault);
    return given[0];
  }

  /** The parameter's values, repeated or as a {@link CommaList}. */
  public List<String> texts(String name) {
    text(name);
    return Arrays.stream(values.getOrDefault(name, new String[0]))
        .flatMap(given -> CommaList.read(given).stream())
        .toList();
  }

  public @Nullable Boolean flag(String name) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    checks.that(text.equals("true") || text.equals("false"), name, "must be true or false");
    return text.equals("true");
  }

  /** A decimal number from 0 to {@code max}. */
  public @Nullable BigDecimal number(String name, int max) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    boolean good = NUMBER.matcher(text).matches();
    var value = good ? new BigDecimal(text) : BigDecimal.ZERO;
    checks.that(
        good && value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(max)) <= 0,
        name,
        "must be a number from 0 to " + max);
    return value;
  }

  /** {@code warning}, one that rows carry, and {@code warnings=exclude} for rows without any. */
  public WarningFilter warned() {
    var name = text("warning");
    var all = text("warnings");
    checks.optionalOneOf("warning", name, RowWarning.ALL);
    checks.that(all == null || all.equals("exclude"), "warnings", "must be exclude");
    return new WarningFilter(name, all != null);
  }

  /**
   * {@code limit} from 1 to 1000 [100], and {@code offset} from 0 [0] or {@code after}, the id of
   * the row before the page.
   */
  public Paging paging() {
    long limit = whole("limit", 100);
    long offset = whole("offset", 0);
    var after = text("after");
    boolean good = limit >= 1 && limit <= 1000;
    boolean either = after == null || offset == 0;
    checks.that(good, "limit", "must be a whole number from 1 to 1000");
    checks.that(offset >= 0, "offset", "must be a whole number, 0 or more");
    checks.that(either, "after", "stands in the place of an offset");
    return good && offset >= 0 && either ? new Paging((int) limit, offset, after) : Paging.FIRST;
  }

  private long whole(String name, long unlessGiven) {
    var text = text(name);
    if (text == null) {
      return unlessGiven;
    }
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  /** Adds an error unless the value is missing or one of these. */
  public QueryParams optionalOneOf(String name, @Nullable String value, Collection<String> known) {
    checks.optionalOneOf(name, value, known);
    return this;
  }

  /** Adds an error unless {@code good}. */
  public QueryParams that(boolean good, String name, String message) {
    checks.that(good, name, message);
    return this;
  }

  /** Throws the collected errors, if there are any. */
  public void done() {
    checks.done();
  }
}
