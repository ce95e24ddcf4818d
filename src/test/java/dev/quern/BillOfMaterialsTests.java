package dev.quern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The list of what the jar holds lies where {@code package} takes the jar's classes from, and is
 * whole.
 */
@EnabledIfSystemProperty(
    named = "surefire.real.class.path",
    matches = ".+",
    disabledReason = "Maven makes the list")
class BillOfMaterialsTests {

  private static List<JsonNode> components;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream list =
        Quern.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
      JsonNode bom = new ObjectMapper().readTree(list);
      assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
      assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("quern");
      components = StreamSupport.stream(bom.path("components").spliterator(), false).toList();
    }
  }

  @Test
  void namesEveryDependencyThatRuns() throws Exception {
    assertThat(names()).containsAll(declared(""));
    assertThat(names()).doesNotContainAnyElementsOf(declared("test"));
    assertThat(names()).doesNotContainAnyElementsOf(declared("provided"));
  }

  @Test
  void holdsNothingThatIsNotOnTheClassPath() {
    Set<String> jars =
        Arrays.stream(
                System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .map(entry -> Path.of(entry).getFileName().toString())
            .collect(Collectors.toSet());
    assertThat(components)
        .extracting(c -> c.path("name").asText() + "-" + c.path("version").asText() + ".jar")
        .filteredOn(jar -> !jar.startsWith("spring-boot-starter"))
        .isSubsetOf(jars);
  }

  @Test
  void tellsTheLicenceAndTheChecksumOfEach() {
    assertThat(components).hasSizeGreaterThan(200);
    assertThat(components)
        .allSatisfy(c -> assertThat(c.path("licenses")).as(c.path("purl").asText()).isNotEmpty())
        .allSatisfy(c -> assertThat(c.path("hashes")).as(c.path("purl").asText()).isNotEmpty());
  }

  private static Set<String> names() {
    return components.stream().map(c -> c.path("name").asText()).collect(Collectors.toSet());
  }

  /** The artifacts that {@code pom.xml} names in that scope, those of profiles left out. */
  private static List<String> declared(String scope) throws Exception {
    NodeList all =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile())
            .getElementsByTagName("dependency");
    return java.util.stream.IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(BillOfMaterialsTests::isOfTheProject)
        .filter(d -> child(d, "scope").equals(scope))
        .map(d -> child(d, "artifactId"))
        .filter(name -> !name.contains("${"))
        .toList();
  }

  private static boolean isOfTheProject(Element dependency) {
    Node list = dependency.getParentNode();
    return list.getParentNode().getNodeName().equals("project");
  }

  private static String child(Element dependency, String name) {
    for (Node n = dependency.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n.getNodeName().equals(name)) {
        return n.getTextContent();
      }
    }
    return "";
  }
}
