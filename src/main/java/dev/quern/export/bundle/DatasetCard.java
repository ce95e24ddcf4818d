package dev.quern.export.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quern.export.format.Field;
import dev.quern.export.format.Kind;
import dev.quern.export.format.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The card of a dataset (huggingface.co/docs/hub/datasets-cards): YAML for loaders, and a text
 * about how it was made.
 */
final class DatasetCard {

  /** Each text in quotes: without, YAML 1.1 reads a date in a name, or in 12:30 the number 750. */
  private static final ObjectMapper YAML =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

  private final Contents contents;
  private final Bundle bundle;

  DatasetCard(Contents contents, Bundle bundle) {
    this.contents = contents;
    this.bundle = bundle;
  }

  String text() {
    try {
      return "---\n" + YAML.writeValueAsString(head()) + "---\n\n" + new CardText(contents).text();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> head() {
    Contents.Counts counts = contents.counts();
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("pretty_name", contents.name());
    head.put("license", "other");
    List<String> languages =
        counts.languages().keySet().stream()
            .map(code -> code.split("-")[0])
            .filter(code -> code.matches("[a-z]{2,3}"))
            .distinct()
            .toList();
    if (!languages.isEmpty()) {
      head.put("language", languages);
    }
    head.put(
        "task_categories",
        List.of(
            contents.kind() == Kind.IMAGE_DATASETS
                ? "visual-question-answering"
                : "question-answering"));
    head.put("tags", List.of("synthetic", "quern"));
    head.put("size_categories", List.of(size(counts.records())));
    head.put("configs", List.of(Map.of("config_name", "default", "data_files", dataFiles())));
    head.put("dataset_info", info());
    return head;
  }

  private List<String> sides() {
    return contents.split() == null || contents.counts().test() == 0
        ? List.of("train")
        : List.of("train", "test");
  }

  private List<Map<String, Object>> dataFiles() {
    List<Map<String, Object>> files = new ArrayList<>();
    for (String side : sides()) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("split", side);
      file.put("path", bundle.path(side, contents.as()));
      files.add(file);
    }
    return files;
  }

  private Map<String, Object> info() {
    Contents.Counts counts = contents.counts();
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("features", features(contents.fields()));
    List<Map<String, Object>> splits = new ArrayList<>();
    long total = 0;
    for (String side : sides()) {
      long bytes = counts.bytes().getOrDefault(bundle.path(side, contents.as()), 0L);
      Map<String, Object> split = new LinkedHashMap<>();
      split.put("name", side);
      split.put("num_bytes", bytes);
      split.put("num_examples", side.equals("train") ? counts.train() : counts.test());
      splits.add(split);
      total += bytes;
    }
    info.put("splits", splits);
    info.put("download_size", total);
    info.put("dataset_size", total);
    return info;
  }

  /** The notation of {@code datasets.Features}: list for lists, struct for groups. */
  private List<Map<String, Object>> features(List<Field> fields) {
    List<Map<String, Object>> features = new ArrayList<>();
    for (Field field : fields) {
      Map<String, Object> feature = new LinkedHashMap<>();
      feature.put("name", field.name());
      if (field.name().equals("images") && contents.as().equals("parquet")) {
        feature.put("list", "image");
      } else if (field.type() instanceof Type.Many many) {
        feature.put(
            "list", many.of() instanceof Type.Group group ? features(group.fields()) : "string");
      } else {
        feature.put("dtype", dtype(field.type()));
      }
      features.add(feature);
    }
    return features;
  }

  private static String dtype(Type type) {
    return switch ((Type.Scalar) type) {
      case TEXT -> "string";
      case WHOLE -> "int64";
      case NUMBER -> "float64";
      case FLAG -> "bool";
      case BYTES -> "binary";
    };
  }

  /** The size categories of the Hub. */
  private static String size(long records) {
    long[] bounds = {1_000, 10_000, 100_000, 1_000_000, 10_000_000};
    String[] names = {"n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M"};
    int at = 0;
    while (at < bounds.length && records >= bounds[at]) {
      at++;
    }
    return names[at];
  }
}
