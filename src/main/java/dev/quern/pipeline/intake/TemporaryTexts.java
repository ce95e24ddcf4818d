package dev.quern.pipeline.intake;

import dev.quern.document.ExtractedText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Extracted texts in temporary files, from when they are read until they are stored. */
@Component("temporaryTexts")
public class TemporaryTexts {

  private static final Logger log = LoggerFactory.getLogger(TemporaryTexts.class);

  /**
   * An uploaded file with its text.
   *
   * @param texts also receives the text, so that it is deleted in any case
   */
  public ReadFile keep(IncomingFile arrival, ExtractedText text, List<ExtractedText> texts) {
    texts.add(text);
    return new ReadFile(arrival, text);
  }

  /** Deletes the files of all texts of an upload. */
  public void deleteAll(@Nullable List<ExtractedText> texts) {
    if (texts != null) {
      texts.forEach(this::delete);
    }
  }

  /** Deletes the file of a text, if there is one. */
  public void delete(@Nullable ExtractedText text) {
    if (text == null) {
      return;
    }
    try {
      Files.deleteIfExists(text.markdown());
    } catch (IOException e) {
      log.warn("The temporary file {} cannot be deleted: {}", text.markdown(), e.getMessage());
    }
  }
}
