package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Which routes answer an error to REST: those that a request can reach, and no others, so that the
 * diagrams of the others show their own steps alone.
 */
class RestErrorsTests {

  private static final Pattern DIRECT = Pattern.compile("direct:[a-z-]+");

  private final Map<String, RouteFile> routes =
      RouteFile.all().stream()
          .filter(file -> file.route().at("/from/uri").asText().startsWith("direct:"))
          .collect(
              Collectors.toMap(
                  file -> file.route().at("/from/uri").asText(), Function.identity(), (a, b) -> a));

  @Test
  void answerForTheRoutesThatARequestReaches() throws Exception {
    Set<String> reached = reached();
    assertThat(reached).contains("create-task", "ask-model").hasSizeGreaterThan(15);
    Set<String> answering =
        RouteFile.all().stream()
            .filter(
                file -> file.route().path("routeConfigurationId").asText().equals("rest-errors"))
            .map(RouteFile::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(answering).isEqualTo(reached);
  }

  private Set<String> reached() throws IOException {
    Deque<String> open = new ArrayDeque<>();
    JsonNode contract = new YAMLMapper().readTree(Path.of("config/openapi.yaml").toFile());
    for (JsonNode operation : contract.findParents("x-served-by")) {
      open.add("direct:" + operation.path("operationId").asText());
    }
    Set<String> names = new TreeSet<>();
    while (!open.isEmpty()) {
      RouteFile file = routes.get(open.remove());
      if (file != null && names.add(file.name())) {
        open.addAll(targets(file));
      }
    }
    return names;
  }

  private static List<String> targets(RouteFile file) {
    return DIRECT.matcher(file.route().toString()).results().map(MatchResult::group).toList();
  }
}
