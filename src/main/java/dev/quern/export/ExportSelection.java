package dev.quern.export;

import dev.quern.dataset.ResultFilter;
import dev.quern.dataset.WhereClause;
import dev.quern.dataset.conversation.ConversationFilter;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.image.ImageEntryFilter;
import dev.quern.dataset.warning.WarningFilter;
import dev.quern.export.format.Kind;
import dev.quern.export.run.Rows;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rows a request is about: the filters that the lists of rows have, too. */
final class ExportSelection {

  private ExportSelection() {}

  static Rows of(ExportRequest request, Kind kind, String format) {
    ExportOptions options = request.options();
    Map<String, @Nullable Object> others = new HashMap<>();
    others.put("shuffle", options.shuffle() == null ? null : options.shuffle().toString());
    others.put("limit", options.balance() == null ? options.limit() : null);
    others.put("detail", format.equals("raw"));
    return Rows.of(kind, where(request, kind), others);
  }

  private static WhereClause where(ExportRequest request, Kind kind) {
    ExportOptions options = request.options();
    String project = request.projectId();
    return switch (kind) {
      case DATASETS ->
          narrow(EntryFilter.all(project), request)
              .withMinScore(options.minScore())
              .withSupported(options.supported())
              .where();
      case CONVERSATIONS -> narrow(ConversationFilter.all(project), request).where();
      case IMAGE_DATASETS -> narrow(ImageEntryFilter.all(project), request).where();
    };
  }

  private static <F extends ResultFilter<F>> F narrow(F filter, ExportRequest request) {
    ExportOptions options = request.options();
    return filter
        .withFiles(request.fileIds())
        .withOrigins(request.origins())
        .withLabel(options.label())
        .withConfirmed(options.confirmed())
        .withLanguage(options.language())
        .withTags(options.tags())
        .withWarnings(new WarningFilter(null, "exclude".equals(options.warnings())));
  }
}
