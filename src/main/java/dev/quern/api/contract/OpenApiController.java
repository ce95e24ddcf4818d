package dev.quern.api.contract;

import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the OpenAPI document: the working directory's {@code config/openapi.yaml}, or the built-in
 * one.
 */
@RestController
public class OpenApiController {

  @GetMapping("/api/openapi.yaml")
  ResponseEntity<Resource> document() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/yaml;charset=UTF-8"))
        .body(ContractDocument.find());
  }
}
