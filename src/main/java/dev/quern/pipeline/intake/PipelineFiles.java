package dev.quern.pipeline.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quern.document.charset.NamedCharset;
import dev.quern.error.InvalidRequestException;
import dev.quern.pipeline.PipelineSteps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Finds the steps for a dropped file: {@code inbox/PROJECT/pipeline.yaml}, else {@code
 * config/pipeline.yaml} of the working directory, else the built-in one. They are read for each
 * file, so that changes apply to the next file. Spring's binder is not used, because it drops the
 * underscores of field names.
 */
@Component
class PipelineFiles {

  static final String NAME = "pipeline.yaml";

  private final ObjectMapper yaml = new YAMLMapper();

  /**
   * The steps for a file in that folder.
   *
   * @throws InvalidRequestException naming the file and its fault
   */
  PipelineSteps stepsFor(Path projectFolder) {
    Path own = projectFolder.resolve(NAME);
    if (Files.exists(own)) {
      return read(own.toString(), () -> Files.newInputStream(own));
    }
    Path common = Path.of("config", NAME);
    if (Files.exists(common)) {
      return read(common.toString(), () -> Files.newInputStream(common));
    }
    return read("config/" + NAME, new ClassPathResource("config/" + NAME)::getInputStream);
  }

  /** An element {@code - {charset: NAME}} applies to the folder; the others are steps. */
  private static PipelineSteps steps(@Nullable JsonNode list) {
    Charset charset = null;
    if (list instanceof ArrayNode lines) {
      for (Iterator<JsonNode> each = lines.elements(); each.hasNext(); ) {
        JsonNode line = each.next();
        if (line.size() == 1 && line.has("charset")) {
          charset = NamedCharset.of(line.get("charset").asText());
          each.remove();
        }
      }
    }
    return charset == null ? PipelineSteps.of(list) : PipelineSteps.of(list).inCharset(charset);
  }

  private interface Source {
    InputStream open() throws IOException;
  }

  private PipelineSteps read(String name, Source source) {
    try (InputStream in = source.open()) {
      return steps(yaml.readTree(in));
    } catch (InvalidRequestException e) {
      throw InvalidRequestException.of("The pipeline " + name + " is wrong: " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw InvalidRequestException.of(
          "The pipeline " + name + " is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("The pipeline " + name + " cannot be read", e);
    }
  }
}
