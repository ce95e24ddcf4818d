package dev.quern.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds the route files: those in the jar, each replaced by the file with the same path below
 * {@code routes/} of the working directory, and files that exist only there. Sets {@code
 * quern.routes.pattern}, which Camel reads.
 */
public final class RouteFiles implements EnvironmentPostProcessor {

  private static final String FOLDER = "routes/";
  private static final String ENDING = ".camel.yaml";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, String> locations = new TreeMap<>();
    try {
      addBuiltIn(locations);
      addLocal(locations);
    } catch (IOException e) {
      throw new UncheckedIOException("The route files cannot be listed", e);
    }
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "routeFiles",
                Map.of("quern.routes.pattern", String.join(",", locations.values()))));
  }

  private static void addBuiltIn(Map<String, String> locations) throws IOException {
    for (Resource resource :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:" + FOLDER + "**/*" + ENDING)) {
      String url = resource.getURL().toString();
      String path = url.substring(url.lastIndexOf("/" + FOLDER) + 1);
      locations.put(path, "classpath:" + path);
    }
  }

  private static void addLocal(Map<String, String> locations) throws IOException {
    Path folder = Path.of(FOLDER);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(ENDING))
          .map(file -> file.toString().replace(FileSystems.getDefault().getSeparator(), "/"))
          .forEach(path -> locations.put(path, "file:" + path));
    }
  }
}
