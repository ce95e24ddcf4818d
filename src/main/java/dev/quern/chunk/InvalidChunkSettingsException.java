package dev.quern.chunk;

/** An invalid setting of splitting; it names the field as in JSON. */
public class InvalidChunkSettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String field;

  private InvalidChunkSettingsException(String field, String message) {
    super(message);
    this.field = field;
  }

  static InvalidChunkSettingsException of(String field, String problem) {
    return new InvalidChunkSettingsException(field, field + " " + problem);
  }

  /** What is wrong with the field, as a phrase that follows its name. */
  public String problem() {
    return String.valueOf(getMessage()).substring(field.length() + 1);
  }

  /** The field at fault in snake case, such as {@code chunk_size}. */
  public String field() {
    return field;
  }
}
