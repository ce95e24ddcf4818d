package dev.quern.api;

import dev.quern.api.request.QueryParams;
import dev.quern.export.ExportOptions;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The parameters of an export, read from a query. */
public final class ExportParams {

  private ExportParams() {}

  public static ExportOptions options(QueryParams params) {
    var options =
        new ExportOptions(
            params.text("kind"),
            params.text("format"),
            params.text("as"),
            params.number("min_score", 5),
            params.flag("confirmed"),
            params.flag("supported"),
            params.text("language"),
            params.texts("tags"),
            params.text("label"),
            params.texts("file_id"),
            params.text("warnings"),
            params.text("system"),
            params.text("cot"),
            params.number("split", 1),
            integer(whole(params, "balance", Integer.MAX_VALUE)),
            whole(params, "limit", Long.MAX_VALUE),
            whole(params, "shuffle", Long.MAX_VALUE),
            params.text("images"),
            null);
    params.done();
    return options;
  }

  private static @Nullable Integer integer(@Nullable Long value) {
    return value == null ? null : value.intValue();
  }

  private static @Nullable Long whole(QueryParams params, String name, long max) {
    var text = params.text(name);
    if (text == null) {
      return null;
    }
    boolean good =
        text.matches("\\d{1,18}") && new BigDecimal(text).compareTo(BigDecimal.valueOf(max)) <= 0;
    params.that(good, name, "must be a whole number, 0 or more");
    return good ? Long.valueOf(text) : null;
  }
}
