package dev.quern.task.type;

/** The kinds of items of a task type. */
public enum ItemKind {
  FILE,
  CHUNK,
  QUESTION,
  ENTRY,
  IMAGE,
  IMAGE_QUESTION;

  /** Whether the items come from images rather than from documents. */
  public boolean isAboutImages() {
    return this == IMAGE || this == IMAGE_QUESTION;
  }
}
