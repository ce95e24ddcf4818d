package dev.quern.testing;

import java.util.ArrayList;
import java.util.List;

/** The body that submits a pipeline, step by step. */
public final class PipelineBody extends JsonBody {

  private final List<JsonBody> steps;

  private PipelineBody(JsonBody body, List<JsonBody> steps) {
    super(body.with("steps", steps));
    this.steps = steps;
  }

  /** A pipeline of these tasks in turn. */
  public static PipelineBody aPipeline(TaskBody... tasks) {
    return new PipelineBody(json(), List.of(tasks));
  }

  /** What all steps start from, such as {@code file_ids}. */
  public PipelineBody input(String kind, String... ids) {
    return new PipelineBody(with("input", json(kind, List.of(ids))), steps);
  }

  /** One more step: an export with these options. */
  public PipelineBody export(JsonBody options) {
    List<JsonBody> more = new ArrayList<>(steps);
    more.add(json("export", options));
    return new PipelineBody(this, more);
  }
}
