package dev.quern.export.format;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of rows that can be exported. */
public enum Kind {
  /** Questions and answers. */
  DATASETS,
  /** Dialogues. */
  CONVERSATIONS,
  /** Questions about images, and their answers. */
  IMAGE_DATASETS;

  /** The name in requests: {@code image-datasets}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that name. */
  public static Optional<Kind> of(String text) {
    return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
