package dev.quern.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.ExportOptions;
import dev.quern.export.Exporter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exports of a pipeline, as they are stored: one, or a list of them. */
final class OutboxExports {

  private OutboxExports() {}

  static List<ExportOptions> of(FinishedPipeline pipeline, ObjectMapper json) {
    try {
      JsonNode stored = json.readTree(pipeline.export());
      List<ExportOptions> exports = new ArrayList<>();
      for (JsonNode export : stored.isArray() ? stored : List.of(stored)) {
        exports.add(json.treeToValue(export, ExportOptions.class));
      }
      return exports;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored pipeline cannot be read", e);
    }
  }

  /** One export as it is, several as a list; null for none. */
  static @Nullable String stored(List<ObjectNode> exports, ObjectMapper json) {
    return switch (exports.size()) {
      case 0 -> null;
      case 1 -> exports.get(0).toString();
      default -> json.valueToTree(exports).toString();
    };
  }

  /**
   * Refuses exports that cannot be written.
   *
   * @throws InvalidRequestException naming the step and the option
   */
  static void check(PipelineSteps steps, Exporter exporter, ObjectMapper json) {
    for (int i = 0; i < steps.exports().size(); i++) {
      String at = "steps[" + (steps.tasks().size() + i) + "].export";
      try {
        exporter.check(json.treeToValue(steps.exports().get(i), ExportOptions.class));
      } catch (InvalidRequestException e) {
        throw e.under(at);
      } catch (JsonProcessingException e) {
        throw InvalidRequestException.field(at, e.getOriginalMessage());
      }
    }
  }
}
