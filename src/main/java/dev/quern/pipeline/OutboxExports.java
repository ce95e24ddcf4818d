package dev.quern.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.ExportOptions;
import dev.quern.export.Exporter;
import dev.quern.tasktype.ConfigReader;
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
  static @Nullable String stored(List<PipelineSteps.Export> exports, ObjectMapper json) {
    return switch (exports.size()) {
      case 0 -> null;
      case 1 -> exports.get(0).options().toString();
      default ->
          json.valueToTree(exports.stream().map(PipelineSteps.Export::options).toList()).toString();
    };
  }

  /**
   * Refuses exports that cannot be written.
   *
   * @throws InvalidRequestException naming the step and the option
   */
  static void check(PipelineSteps steps, Exporter exporter) {
    for (PipelineSteps.Export export : steps.exports()) {
      try {
        check(export.options(), exporter);
      } catch (InvalidRequestException e) {
        throw steps.wrong(export.place(), e.under("export"));
      }
    }
  }

  /** Whether an export can be written. */
  static boolean isRight(ObjectNode options, Exporter exporter) {
    try {
      check(options, exporter);
      return true;
    } catch (InvalidRequestException e) {
      return false;
    }
  }

  private static void check(ObjectNode options, Exporter exporter) {
    exporter.check(ConfigReader.read(options, ExportOptions.class));
  }
}
