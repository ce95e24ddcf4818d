package dev.quern.export;

import dev.quern.Json;
import dev.quern.export.bundle.Bundle;
import dev.quern.export.format.Kind;
import dev.quern.export.format.Style;
import dev.quern.export.run.Plan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Turns requests into plans. */
@Component
class Planner {

  private static final String SYSTEM =
      "select exists (select 1 from %s where project_id = :id and imported ->> 'system' is not null)";

  private static final String PROMPTS =
      "select name || ' (' || language || ')' from prompt where project_id = :id order by 1";

  private final ExportFormats formats;
  private final JdbcClient jdbc;

  Planner(ExportFormats formats, JdbcClient jdbc) {
    this.formats = formats;
    this.jdbc = jdbc;
  }

  boolean isZip(ExportOptions options) {
    return formats.bundle(options) != null
        || options.split() != null
        || isOfImages(options) && "files".equals(options.images());
  }

  private static boolean isOfImages(ExportOptions options) {
    return Kind.IMAGE_DATASETS.text().equals(options.kind());
  }

  Plan plan(ExportRequest request) {
    var options = request.options();
    var kind = Kind.of(String.valueOf(options.kind())).orElseThrow();
    var format = formats.format(String.valueOf(options.format()), kind);
    var style = style(request.projectId(), options, kind);
    var project =
        jdbc.sql("select name, description from project where id = :id")
            .param("id", request.projectId())
            .query()
            .singleRow();
    return new Plan(
        ExportSelection.of(request, kind, format.name()),
        format,
        formats.form(String.valueOf(options.as())),
        formats.bundle(options),
        style,
        isZip(options),
        options.balance(),
        options.limit(),
        options.split(),
        String.valueOf(project.get("name")),
        (String) project.get("description"),
        filters(request),
        jdbc.sql(PROMPTS).param("id", request.projectId()).query(String.class).list());
  }

  private Style style(String projectId, ExportOptions options, Kind kind) {
    var table =
        switch (kind) {
          case DATASETS -> "dataset_entry";
          case CONVERSATIONS -> "conversation";
          case IMAGE_DATASETS -> "image_entry";
        };
    boolean systems =
        options.system() != null
            || jdbc.sql(SYSTEM.formatted(table))
                .param("id", projectId)
                .query(Boolean.class)
                .single();
    return new Style(
        options.system(), systems, Objects.requireNonNull(options.cot()), images(options));
  }

  private Style.Images images(ExportOptions options) {
    Bundle bundle = formats.bundle(options);
    var as = Objects.requireNonNull(options.as());
    if (bundle != null) {
      return bundle.images(as); // the one that its loader reads
    }
    return "files".equals(options.images()) ? Style.Images.PATH : Style.Images.INLINE;
  }

  /** The filters of a request, without defaults. */
  private Map<String, String> filters(ExportRequest request) {
    Map<?, ?> options = Json.SNAKE_CASE.convertValue(request.options(), Map.class);
    var filters = new TreeMap<String, String>();
    for (var option : options.entrySet()) {
      var value = option.getValue();
      boolean plain = List.of("kind", "format", "as", "split").contains(option.getKey());
      if (!plain && value != null && !value.equals(List.of())) {
        filters.put(String.valueOf(option.getKey()), text(value));
      }
    }
    filters.remove("cot", "field");
    if (formats.bundle(request.options()) != null) {
      filters.remove("images");
    }
    if (!request.sources().isEmpty()) {
      filters.put("file_id", String.join(",", request.sources()));
    }
    return filters;
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? String.join(",", list.stream().map(String::valueOf).toList())
        : value.toString();
  }
}
