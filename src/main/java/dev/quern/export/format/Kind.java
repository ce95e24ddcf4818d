package dev.quern.export.format;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rows of a project a file is made of. */
public enum Kind {
  /** Questions and answers. */
  DATASETS,
  /** Dialogues. */
  CONVERSATIONS,
  /** Questions about images, and their answers. */
  IMAGE_DATASETS;

  /** As a request names it: {@code image-datasets}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that name. */
  public static Optional<Kind> of(String text) {
    return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
