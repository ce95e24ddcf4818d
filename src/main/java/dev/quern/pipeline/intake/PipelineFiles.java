package dev.quern.pipeline.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
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
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Finds the steps for a dropped file: {@code inbox/PROJECT/pipeline.yaml}, else {@code
 * config/pipeline.yaml} of the working directory, else the built-in one; where one names a charset
 * and nothing else, the next has the steps. They are read for each file, so that changes apply to
 * the next file. Spring's binder is not used, because it drops the underscores of field names.
 */
@Component
class PipelineFiles {

  private final ObjectMapper yaml =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private final PipelineNames names = new PipelineNames();

  /**
   * The steps for a file of these folders of one project: those of the first that has steps of its
   * own.
   *
   * @throws InvalidRequestException naming the file and its fault
   */
  PipelineSteps stepsFor(List<Path> folders) {
    return folders.stream()
        .flatMap(folder -> names.in(folder).stream())
        .findFirst()
        .map(own -> read(own, this::common))
        .orElseGet(this::common);
  }

  private PipelineSteps common() {
    return names
        .in(Path.of("config"))
        .map(common -> read(common, this::builtIn))
        .orElseGet(this::builtIn);
  }

  private PipelineSteps builtIn() {
    return read(
        "config/" + PipelineNames.NAME,
        new ClassPathResource("config/" + PipelineNames.NAME)::getInputStream,
        () -> PipelineSteps.of(null));
  }

  private interface Source {
    InputStream open() throws IOException;
  }

  private PipelineSteps read(Path file, Supplier<PipelineSteps> others) {
    return read(file.toString(), () -> Files.newInputStream(file), others);
  }

  private PipelineSteps read(String name, Source source, Supplier<PipelineSteps> others) {
    Charset charset;
    try (InputStream in = source.open()) {
      JsonNode list = yaml.readTree(in);
      charset = charset(list);
      if (charset == null) {
        return PipelineSteps.of(list).from(name);
      }
      if (!StreamSupport.stream(list.spliterator(), false).allMatch(PipelineFiles::isCharset)) {
        return PipelineSteps.of(list, PipelineFiles::isCharset).from(name).inCharset(charset);
      }
    } catch (InvalidRequestException e) {
      throw PipelineSteps.wrong(name, e);
    } catch (MismatchedInputException e) {
      throw InvalidRequestException.of(
          "The pipeline " + name + " is wrong: it is more than one list, parted by '---'.");
    } catch (JsonProcessingException e) {
      throw InvalidRequestException.of(
          "The pipeline " + name + " is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("The pipeline " + name + " cannot be read", e);
    }
    return others.get().inCharset(charset);
  }

  /** A line {@code - {charset: NAME}} applies to the folder; the others are steps. */
  private static @Nullable Charset charset(@Nullable JsonNode list) {
    Charset charset = null;
    if (list != null && list.isArray()) {
      for (JsonNode line : list) {
        charset = isCharset(line) ? NamedCharset.of(line.get("charset").asText()) : charset;
      }
    }
    return charset;
  }

  private static boolean isCharset(JsonNode line) {
    return line.size() == 1 && line.has("charset");
  }
}
