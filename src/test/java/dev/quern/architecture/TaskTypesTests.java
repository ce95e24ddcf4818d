package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.quern.task.type.TaskType;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A task type is a bean, a route and its prompts; none of the three is there alone. */
class TaskTypesTests {

  private static final Path ROUTES = RouteFile.FOLDER.resolve("tasks");

  @Test
  void haveARouteEachAndNoRouteIsThereWithoutItsType() {
    Set<String> routes =
        RouteFile.all().stream()
            .filter(file -> file.path().startsWith(ROUTES))
            .map(RouteFile::name)
            .collect(Collectors.toSet());
    assertThat(names()).isNotEmpty().isEqualTo(routes);
  }

  @Test
  void makeTheirRunOfTheTemplateAndAddTheRouteOfAnItem() {
    for (RouteFile file : RouteFile.all()) {
      if (file.path().startsWith(ROUTES)) {
        JsonNode run = file.templatedRoute();
        assertThat(run.path("routeTemplateRef").asText()).as("%s", file).isEqualTo("task-run");
        assertThat(run.path("routeId").asText()).isEqualTo(file.name());
        assertThat(run.path("prefixId").asText()).isEqualTo(file.name() + "-");
        assertThat(run.at("/parameters/0/name").asText()).isEqualTo("type");
        assertThat(run.at("/parameters/0/value").asText()).isEqualTo(file.name());
        assertThat(file.route().at("/from/uri").asText())
            .isEqualTo("direct:" + file.name() + "-item");
      }
    }
  }

  @Test
  void areWatchedByThePolicyOnTheirRun() {
    assertThat(run().route().path("routePolicy").asText()).isEqualTo("taskRunPolicy");
    assertThat(run().route().at("/from/uri").asText()).isEqualTo("direct:{{type}}");
  }

  @Test
  void giveSlotsBackWhateverHappens() {
    assertThat(run().steps())
        .filteredOn(step -> step.kind().equals("doFinally"))
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.content().at("/steps/0/bean/method").asText())
                    .isEqualTo("release(${exchangeProperty.item})"));
  }

  private static RouteFile run() {
    return RouteFile.all().stream()
        .filter(file -> file.name().equals("task-run"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void haveAPackageOfTheirOwn() {
    byName()
        .forEach(
            (name, type) ->
                assertThat(type.getPackageName())
                    .isEqualTo("dev.quern.tasktype." + name.replace("-", "")));
  }

  /** The page would fall back to a part of the key, and the contract would not tell of the type. */
  @Test
  void haveTheirWordsOnThePageAndInTheContract() throws IOException {
    Properties words = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
      words.load(in);
    }
    String contract = Files.readString(Path.of("config/openapi.yaml"));
    byName()
        .forEach(
            (name, type) -> {
              List<String> keys =
                  new ArrayList<>(List.of("type." + name, "type." + name + ".words"));
              fields(descriptor(type).configType(), "config.", keys);
              assertThat(words.stringPropertyNames()).containsAll(keys);
              assertThat(contract).contains("        - " + name + ": ");
            });
  }

  private static void fields(Class<?> config, String path, List<String> keys) {
    for (RecordComponent component : config.getRecordComponents()) {
      String name = path + SnakeCaseStrategy.INSTANCE.translate(component.getName());
      if (component.getType().isRecord()) {
        fields(component.getType(), name + ".", keys);
      } else {
        keys.addAll(List.of(name, name + ".help"));
      }
    }
  }

  static Set<String> names() {
    return byName().keySet();
  }

  private static Map<String, Class<?>> byName() {
    Map<String, Class<?>> types = new TreeMap<>();
    for (Class<?> type : NamedBeans.byName().values()) {
      if (TaskType.class.isAssignableFrom(type)) {
        types.put(name(type), type);
      }
    }
    return types;
  }

  /** Descriptors only keep what they are given: for their name they need nothing of it. */
  private static String name(Class<?> type) {
    return descriptor(type).name();
  }

  private static TaskType<?> descriptor(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return (TaskType<?>) constructor.newInstance(new Object[constructor.getParameterCount()]);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("The name of " + type + " cannot be asked", e);
    }
  }
}
