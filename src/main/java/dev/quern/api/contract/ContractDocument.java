package dev.quern.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * The part of {@code config/openapi.yaml} that Camel's Rest DSL serves: the paths marked {@code
 * x-served-by: camel}. Camel claims every path of its document with all methods, so each path
 * belongs completely to Camel or completely to Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
class ContractDocument {

  private static final String FILE = "config/openapi.yaml";
  static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  /** The document: the working directory's, or the built-in one. */
  static Resource find() {
    Path local = Path.of(FILE);
    return Files.isRegularFile(local) ? new FileSystemResource(local) : new ClassPathResource(FILE);
  }

  /** The whole document, read once. */
  @Bean
  Contract contract() throws IOException {
    try (InputStream in = find().getInputStream()) {
      return new Contract((ObjectNode) new YAMLMapper().readTree(in));
    }
  }

  /** As JSON, which is read several times faster than YAML; Camel takes the kind from the name. */
  @Bean("contract.json")
  String camelContract(Contract contract) {
    ObjectNode document = contract.document().deepCopy();
    ObjectNode paths = (ObjectNode) document.get("paths");
    for (String path : names(paths)) {
      if (!isCamels(path, paths.get(path))) {
        paths.remove(path);
      }
    }
    return document.toString();
  }

  private static boolean isCamels(String path, JsonNode item) {
    long all = METHODS.stream().filter(item::has).count();
    long camels =
        METHODS.stream()
            .filter(method -> item.path(method).path("x-served-by").asText().equals("camel"))
            .count();
    if (camels > 0 && camels < all) {
      throw new IllegalStateException(
          FILE + ": of the path " + path + " either all methods are served by camel or none");
    }
    return camels > 0;
  }

  private static List<String> names(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
