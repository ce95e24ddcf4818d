package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.quern.testing.OpenApiDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;

/** Walks routes/: each file parses, tells its steps by name, and names what exists. */
class RouteFilesTests {

  private static final List<RouteFile> FILES = RouteFile.all();
  private static final Set<String> OTHER_BEANS =
      Set.of(
          "itemPool",
          "latest",
          "chatModel",
          "forkedTika",
          "jacksonObjectMapper",
          "documentKinds",
          "textReader",
          "parsedDocument");
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V4)
          .getSchema(RouteFilesTests.class.getResourceAsStream("/schema/camelYamlDsl.json"));

  static Stream<RouteFile> files() {
    return FILES.stream();
  }

  static Stream<RouteFile> routes() {
    return FILES.stream().filter(RouteFile::isRoute);
  }

  @ParameterizedTest
  @MethodSource("files")
  void isGoodCamelYaml(RouteFile file) {
    assertThat(SCHEMA.validate(file.tree())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void holdsOneRouteNamedAsTheFileAndDescribed(RouteFile file) {
    assertThat(file.tree()).hasSize(1);
    assertThat(file.route().path("id").asText()).isEqualTo(file.name());
    assertThat(file.route().path("description").asText()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void namesAndDescribesEachStep(RouteFile file) {
    for (JsonNode step : file.steps()) {
      assertThat(step.path("id").asText()).as("id of %s", step).matches("[a-z][a-z0-9-]+");
      assertThat(step.path("description").asText()).as("description of %s", step).isNotBlank();
    }
  }

  @Test
  void usesNoIdTwice() {
    Map<String, Long> uses =
        routes()
            .flatMap(file -> file.steps().stream())
            .collect(
                Collectors.groupingBy(
                    step -> step.path("id").asText(), TreeMap::new, Collectors.counting()));
    uses.values().removeIf(count -> count == 1);

    assertThat(uses).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void namesBeansAndMethodsThatExist(RouteFile file) {
    Map<String, Class<?>> beans = beans();
    for (JsonNode step : file.tree().findParents("ref")) {
      String bean = step.path("ref").asText();
      if (OTHER_BEANS.contains(bean)) {
        continue;
      }
      assertThat(beans).as("beans of %s", file).containsKey(bean);
      String method = step.path("method").asText().replaceFirst("\\(.*", "");
      if (!method.isEmpty()) {
        assertThat(Stream.of(beans.get(bean).getMethods()).map(m -> m.getName()))
            .as("methods of %s", bean)
            .contains(method);
      }
    }
  }

  @Test
  void sendsToRoutesThatExist() {
    Set<String> known = routes().map(RouteFile::name).collect(Collectors.toSet());
    Pattern direct = Pattern.compile("direct:([a-z-]+)$");
    List<String> missing = new ArrayList<>();
    for (RouteFile file : FILES) {
      for (String uri : file.values("uri")) {
        Matcher target = direct.matcher(uri);
        if (target.find() && !known.contains(target.group(1))) {
          missing.add(file + ": " + uri);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void servesEachOperationOfTheContractThatIsCamels() {
    Set<String> known = routes().map(RouteFile::name).collect(Collectors.toSet());
    Set<String> operations = new HashSet<>();
    OpenApiDocument.operations().values().stream()
        .filter(OpenApiDocument::servedByCamel)
        .forEach(operation -> operations.add(operation.getOperationId()));

    assertThat(operations).isNotEmpty().isSubsetOf(known);
  }

  private static Map<String, Class<?>> beans() {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(Component.class));
    Map<String, Class<?>> beans = new TreeMap<>();
    for (BeanDefinition found : scan.findCandidateComponents("dev.quern")) {
      try {
        Class<?> type = Class.forName(found.getBeanClassName());
        Component named = type.getAnnotation(Component.class);
        if (named != null && !named.value().isEmpty()) {
          beans.put(named.value(), type);
        }
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    return beans;
  }
}
