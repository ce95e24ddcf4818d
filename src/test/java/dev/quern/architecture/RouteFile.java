package dev.quern.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A file below {@code routes/}, as a tree. */
record RouteFile(Path path, JsonNode tree) {

  private static final YAMLMapper YAML = new YAMLMapper();

  /** What holds an id and a description of its own. */
  private static final Set<String> STEPS =
      Set.of(
          "bean",
          "to",
          "toD",
          "split",
          "setProperty",
          "setBody",
          "setHeader",
          "removeHeaders",
          "removeHeader",
          "marshal",
          "unmarshal",
          "process",
          "aggregate",
          "filter",
          "choice",
          "otherwise",
          "doTry",
          "doFinally",
          "loop",
          "idempotentConsumer");

  static List<RouteFile> all() {
    try (Stream<Path> files = Files.walk(Path.of("routes"))) {
      return files
          .filter(f -> f.toString().endsWith(".camel.yaml"))
          .sorted()
          .map(RouteFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RouteFile read(Path path) {
    try {
      return new RouteFile(path, YAML.readTree(path.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  String name() {
    return String.valueOf(path.getFileName()).replace(".camel.yaml", "");
  }

  boolean isRoute() {
    return tree.at("/0/route").isObject();
  }

  JsonNode route() {
    return tree.at("/0/route");
  }

  /** Every step, however deep. */
  List<JsonNode> steps() {
    List<JsonNode> found = new ArrayList<>();
    collect(tree, found);
    return found;
  }

  private static void collect(JsonNode node, List<JsonNode> found) {
    node.fields()
        .forEachRemaining(
            field -> {
              if (STEPS.contains(field.getKey()) && field.getValue().isObject()) {
                found.add(field.getValue());
              }
              if (field.getKey().equals("when") || field.getKey().equals("doCatch")) {
                field.getValue().forEach(found::add);
              }
            });
    node.forEach(child -> collect(child, found));
  }

  /** Every value of a field of that name, however deep. */
  List<String> values(String field) {
    return tree.findValuesAsText(field);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
