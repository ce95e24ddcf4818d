package dev.quern.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.export.ExportOptions;
import dev.quern.export.bundle.Contents;

/**
 * Describes the files of a pipeline: their records, bytes and hashes, the options, and the models
 * that generated them. Filled while they are written; for one thread.
 */
public final class OutboxManifest {

  private final ObjectNode content = JsonNodeFactory.instance.objectNode();
  private final ArrayNode files;

  OutboxManifest(FinishedPipeline pipeline, String stem) {
    content.put("project_id", pipeline.projectId());
    content.put("project", pipeline.projectName());
    content.put("stem", stem);
    files = content.putArray("files");
  }

  void add(
      String name,
      ExportOptions options,
      ObjectMapper json,
      Contents.Counts counts,
      long bytes,
      String sha256) {
    ObjectNode file = files.addObject();
    file.put("name", name.substring(name.lastIndexOf('/') + 1));
    file.put("bytes", bytes);
    file.put("sha256", sha256);
    file.put("records", counts.records());
    if (options.split() != null) {
      file.put("train", counts.train());
      file.put("test", counts.test());
    }
    file.set("by_label", json.valueToTree(counts.labels()));
    file.set("languages", json.valueToTree(counts.languages()));
    file.set("models", json.valueToTree(counts.models()));
    if (counts.scored() > 0) {
      file.put("scored", counts.scored());
      file.put("mean_score", Math.round(counts.meanScore() * 100) / 100.0);
    }
    file.set("options", json.valueToTree(options));
  }

  byte[] json(ObjectMapper json) throws JsonProcessingException {
    return json.writer()
        .with(SerializationFeature.INDENT_OUTPUT)
        .without(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .writeValueAsBytes(content);
  }
}
