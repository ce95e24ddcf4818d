package dev.quern.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A file under {@code routes/}, and the steps in it. */
record RouteFile(Path path, JsonNode content) {

  static final Path FOLDER = Path.of("routes");

  /** Where a template's text names the task type. */
  static final String TYPE = "{{type}}";

  private static final String ENDING = ".camel.yaml";

  /** A branch of one of these stands in it without a name of its own. */
  private static final Set<String> BRANCHES =
      Set.of("when", "otherwise", "doCatch", "doFinally", "onException", "from", "onWhen");

  /**
   * A step, or a branch of one, wherever it stands.
   *
   * @param kind such as {@code bean} or {@code doCatch}
   */
  record Step(RouteFile file, String kind, JsonNode content) {

    String text(String field) {
      return content.path(field).asText();
    }

    @Override
    public String toString() {
      return file + ": " + kind + " " + text("id");
    }
  }

  static List<RouteFile> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(path -> new RouteFile(path, read(path)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Step> allSteps() {
    return all().stream().flatMap(file -> file.steps().stream());
  }

  private static JsonNode read(Path path) {
    try {
      return new YAMLMapper().readTree(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(path + " is no YAML", e);
    }
  }

  /** The file's name without its ending. */
  String name() {
    return path.getFileName().toString().replace(ENDING, "");
  }

  /** The file's route: that of its template where it holds one; missing where it has none. */
  JsonNode route() {
    return isTemplate()
        ? template().path("route")
        : content.findValues("route").stream().findFirst().orElseGet(MissingNode::getInstance);
  }

  boolean isRoute() {
    return route().isObject();
  }

  boolean isTemplate() {
    return content.path(0).has("routeTemplate");
  }

  JsonNode template() {
    return content.path(0).path("routeTemplate");
  }

  /** Stands at the head of a task type's file: the run that is made of a template. */
  JsonNode templatedRoute() {
    return content.path(0).path("templatedRoute");
  }

  /** A text of this file as it is for each of the values, where it is one of a template. */
  Stream<String> filled(String text, Set<String> types) {
    return isTemplate() && text.contains(TYPE)
        ? types.stream().map(type -> text.replace(TYPE, type))
        : Stream.of(text);
  }

  List<Step> steps() {
    List<Step> found = new ArrayList<>();
    content.forEach(element -> find(element, found));
    return found;
  }

  private void find(JsonNode node, List<Step> found) {
    walk(
        node,
        (field, value) -> {
          if (field.equals("steps")) {
            value.forEach(
                step ->
                    step.properties()
                        .forEach(e -> found.add(new Step(this, e.getKey(), e.getValue()))));
          } else if (BRANCHES.contains(field)) {
            (value.isArray() ? value : List.of(value)).forEach(branch -> add(field, branch, found));
          }
        });
  }

  private void add(String field, JsonNode branch, List<Step> found) {
    // A list of {onException: {…}} names the branch twice; the inner one is met on the way down.
    if (!branch.has(field)) {
      found.add(new Step(this, field, branch));
    }
  }

  /** Every field in it, at any depth. */
  static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      visitor.accept(field.getKey(), field.getValue());
    }
    node.forEach(child -> walk(child, visitor));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
