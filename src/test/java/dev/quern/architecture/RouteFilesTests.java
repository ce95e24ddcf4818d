package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every file under {@code routes/} keeps to, so that a tool, a log and a reader find it. */
class RouteFilesTests {

  /** Files that hold something else than a route. */
  private static final Set<String> OTHERS =
      Set.of("errors", "timer-errors", "dropped-file-errors", "rest");

  private static final int MAX_LINES = 60;
  private static final Map<String, Class<?>> BEANS = NamedBeans.byName();

  @Test
  void holdOneRouteEachNamedAsTheFile() {
    assertThat(RouteFile.all()).isNotEmpty();
    for (RouteFile file : RouteFile.all()) {
      assertThat(file.path().toString()).endsWith(".camel.yaml");
      assertThat(file.isRoute())
          .as(file.toString())
          .isNotEqualTo(OTHERS.contains(file.name()) || file.isUseAlone());
      if (file.isRoute()) {
        boolean isTask = file.templatedRoute().isObject();
        assertThat(file.content()).as(file.toString()).hasSize(isTask ? 2 : 1);
        JsonNode named = file.isTemplate() ? file.template() : file.route();
        assertThat(named.path("id").asText()).isEqualTo(file.name() + (isTask ? "-item" : ""));
        assertThat(named.path("description").asText()).as(file.toString()).isNotBlank();
        assertThat(file.route().path("description").asText()).as(file.toString()).isNotBlank();
      }
    }
  }

  @Test
  void fitOnAScreen() throws Exception {
    for (RouteFile file : RouteFile.all()) {
      assertThat(Files.readAllLines(file.path()).stream().dropWhile(line -> !isHead(line)))
          .as("%s is long: cut it at a direct:", file)
          .hasSizeLessThanOrEqualTo(MAX_LINES);
    }
  }

  /** Where a route begins; what stands above it are comments and parameters. */
  private static boolean isHead(String line) {
    return line.matches(" *(- )?route:");
  }

  @Test
  void nameAndDescribeEveryStep() {
    Set<String> ids = new HashSet<>();
    RouteFile.all().stream()
        .filter(RouteFile::isRoute)
        .forEach(file -> assertThat(ids.add(file.name())).isTrue());
    assertThat(RouteFile.allSteps()).hasSizeGreaterThan(100);
    RouteFile.allSteps()
        .filter(step -> !step.kind().equals("onWhen"))
        .forEach(
            step -> {
              assertThat(step.file().ids(step.text("id")))
                  .as("%s is unique", step)
                  .allSatisfy(id -> assertThat(id).matches("[a-z]+(-[a-z]+)*"))
                  .allSatisfy(id -> assertThat(ids.add(id)).isTrue());
              assertThat(step.text("description").split(" "))
                  .as("%s has a label of three to twelve words", step)
                  .hasSizeBetween(3, 12);
            });
  }

  @Test
  void areWhatCamelsSchemaAllows() {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V4)
            .getSchema(getClass().getResourceAsStream("/schema/camelYamlDsl.json"));
    for (RouteFile file : RouteFile.all()) {
      assertThat(schema.validate(file.content())).as("%s", file).isEmpty();
    }
  }

  @Test
  void nameBeansThatExist() {
    for (RouteFile file : RouteFile.all()) {
      assertThat(beans(file)).as("beans of %s", file).allSatisfy(this::isBean);
    }
  }

  private void isBean(String name) {
    if (name.startsWith("class:")) {
      assertThat(type(name.substring("class:".length()))).isNotNull();
    } else {
      assertThat(BEANS).containsKey(name);
    }
  }

  /** Names of beans in all the ways that a route gives them. */
  private static Set<String> beans(RouteFile file) {
    Set<String> names = new TreeSet<>();
    RouteFile.walk(
        file.content(),
        (field, value) -> {
          String text = value.asText();
          if (text.startsWith("{{")) {
            return; // a parameter, whose values are looked at
          }
          switch (field) {
            case "ref",
                "executorService",
                "aggregationStrategy",
                "idempotentRepository",
                "routePolicy" ->
                names.add(
                    value.isObject()
                        ? value.path("expression").asText()
                        : text.replaceFirst("^#", ""));
            case "specification" -> names.add(text.replaceFirst("^ref:", ""));
            case "parameters" -> value.forEach(parameter -> addPool(parameter, names));
            default -> {
              if (text.startsWith("#")) {
                names.add(text.substring(1));
              }
            }
          }
        });
    return names;
  }

  private static void addPool(JsonNode parameter, Set<String> names) {
    if (parameter.path("name").asText().equals("pool")) {
      names.add(parameter.path(parameter.has("value") ? "value" : "defaultValue").asText());
    }
  }

  @Test
  void unmarshalIntoTypesThatExist() {
    for (RouteFile file : RouteFile.all()) {
      RouteFile.walk(
          file.content(),
          (field, value) -> {
            if (field.equals("unmarshalType")) {
              assertThat(type(value.asText())).as("%s", file).isNotNull();
            }
          });
    }
  }

  @Test
  void callMethodsThatExistOnPublicClasses() {
    for (RouteFile file : RouteFile.all()) {
      List<JsonNode> calls = new ArrayList<>();
      RouteFile.walk(file.content(), (field, value) -> collectCall(value, calls));
      assertThat(calls).as("calls of %s", file).allSatisfy(RouteFilesTests::isCallable);
    }
  }

  private static void collectCall(JsonNode value, List<JsonNode> calls) {
    for (JsonNode node : value.isArray() ? value : List.of(value)) {
      if (node.has("ref") && node.has("method")) {
        calls.add(node);
      }
    }
  }

  private static void isCallable(JsonNode call) {
    String method = call.get("method").asText();
    String name = method.replaceFirst("\\(.*", "");
    int arguments = method.equals(name) ? 1 : method.split(",").length;
    Class<?> type = BEANS.get(call.get("ref").asText());
    assertThat(type.getModifiers() & Modifier.PUBLIC).as("%s is public", type).isNotZero();
    assertThat(Arrays.stream(type.getMethods()).filter(m -> m.getName().equals(name)))
        .as("%s.%s", type, method)
        .hasSize(1)
        .allSatisfy(m -> assertThat(m.getParameterCount()).isIn(arguments, noneOrOne(m)));
  }

  /** A method without arguments may be named without parentheses. */
  private static int noneOrOne(Method method) {
    return Math.min(method.getParameterCount(), 1);
  }

  @Test
  void haveARouteBehindEveryDirectAddress() {
    assertThat(addresses()).containsAll(targets());
  }

  private static Set<String> targets() {
    return RouteFile.allSteps()
        .filter(step -> !step.kind().equals("from"))
        .flatMap(step -> step.file().filled(step.text("uri")))
        .filter(uri -> uri.startsWith("direct:") && !uri.contains("${"))
        .collect(Collectors.toSet());
  }

  @Test
  void serveEveryOperationThatIsMarkedAsCamels() throws Exception {
    JsonNode paths =
        new YAMLMapper().readTree(Path.of("config/openapi.yaml").toFile()).get("paths");
    Set<String> operations = new TreeSet<>();
    paths.forEach(
        path ->
            path.forEach(
                operation -> {
                  if (operation.path("x-served-by").asText().equals("camel")) {
                    operations.add("direct:" + operation.path("operationId").asText());
                  }
                }));
    assertThat(operations).hasSizeGreaterThan(5);
    assertThat(addresses()).containsAll(operations);
  }

  @Test
  void areAllReached() throws Exception {
    String everything =
        Stream.of(Path.of("routes"), Path.of("src/main/java"), Path.of("config/openapi.yaml"))
            .flatMap(RouteFilesTests::files)
            .map(RouteFilesTests::text)
            .collect(Collectors.joining("\n"));
    Set<String> types = TaskTypesTests.names();
    assertThat(addresses())
        .allSatisfy(
            address -> {
              String name = address.substring("direct:".length());
              boolean isUsed =
                  targets().contains(address)
                      || everything.contains("job(\"" + name + "\"")
                      || types.contains(name.replaceFirst("-item$", ""))
                      || everything.contains("operationId: " + name)
                      || everything.split(java.util.regex.Pattern.quote(address) + "\\b(?!-)", -1)
                              .length
                          > 2;
              assertThat(isUsed).as("%s is used", address).isTrue();
            });
  }

  private static Set<String> addresses() {
    return RouteFile.allSteps()
        .filter(step -> step.kind().equals("from"))
        .flatMap(step -> step.file().filled(step.text("uri")))
        .filter(uri -> uri.startsWith("direct:"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Path> files(Path folder) {
    try {
      return Files.walk(folder).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " is no class", e);
    }
  }
}
