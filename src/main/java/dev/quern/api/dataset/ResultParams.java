package dev.quern.api.dataset;

import dev.quern.api.request.QueryParams;
import dev.quern.dataset.ResultFilter;

/** The query parameters that all lists of results have. */
final class ResultParams {

  private ResultParams() {}

  /** The filter with what the parameters say of a result's question, model, tags and the like. */
  static <F extends ResultFilter<F>> F narrow(F filter, QueryParams params) {
    return filter
        .withQuestion(params.text("question_id"))
        .withModel(params.text("model"))
        .withConfirmed(params.flag("confirmed"))
        .withLanguage(params.text("language"))
        .withTags(params.texts("tags"))
        .withTask(params.text("task_id"))
        .withWarnings(params.warned());
  }
}
