package dev.quern.flow;

/**
 * A file that is made to harm its reader, and what becomes of it.
 *
 * @param name its file name, which says what it is
 * @param content what is sent
 * @param status the answer: 201 where its text is taken, 422 where it has none that is, 413
 * @param says what the answer holds: of the reason, or of the file
 */
record HostileInput(String name, byte[] content, int status, String says) {

  boolean isImage() {
    return name.matches(".*\\.(png|jpg|gif|bmp|webp)");
  }

  @Override
  public String toString() {
    return name;
  }
}
