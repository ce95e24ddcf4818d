package dev.quern.api;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of REST: the working directory's {@code config/openapi.yaml}, else the one that
 * was built in.
 */
@RestController
class OpenApiController {

  private static final String FILE = "config/openapi.yaml";

  @GetMapping("/api/openapi.yaml")
  ResponseEntity<Resource> document() {
    var local = Path.of(FILE);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/yaml;charset=UTF-8"))
        .body(
            Files.isRegularFile(local)
                ? new FileSystemResource(local)
                : new ClassPathResource(FILE));
  }
}
