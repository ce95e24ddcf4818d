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

  /** A route that is made of a template; it may stand above a route that belongs to it. */
  JsonNode templatedRoute() {
    return content.path(0).path("templatedRoute");
  }

  /** Whether there is nothing here but a route that is made of a template. */
  boolean isUseAlone() {
    return templatedRoute().isObject() && content.size() == 1;
  }

  /** The routes that are made of this template. */
  private Stream<JsonNode> uses() {
    String name = template().path("id").asText();
    return all().stream()
        .map(RouteFile::templatedRoute)
        .filter(use -> use.path("routeTemplateRef").asText().equals(name));
  }

  /** A text of this file as it is in each route that is made of it, where it is a template. */
  Stream<String> filled(String text) {
    return isTemplate() ? uses().map(use -> fill(text, use)) : Stream.of(text);
  }

  private String fill(String text, JsonNode use) {
    String filled = text;
    for (JsonNode parameter : use.path("parameters")) {
      String name = "{{" + parameter.path("name").asText() + "}}";
      filled = filled.replace(name, parameter.path("value").asText());
    }
    return filled;
  }

  /** An id of this file as it is there, and as it is in each route that is made of it. */
  Stream<String> ids(String id) {
    Stream<String> made = uses().map(use -> use.path("prefixId").asText() + id);
    return isTemplate() ? Stream.concat(Stream.of(id), made) : Stream.of(id);
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
