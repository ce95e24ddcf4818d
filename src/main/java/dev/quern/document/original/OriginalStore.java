package dev.quern.document.original;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One kind of place for originals. What is read of it is checked by its hash elsewhere. */
interface OriginalStore {

  FileSettings.Kind kind();

  /** Where new ones are put, of the places that the kind has; empty where it has one. */
  String place();

  /** Whether an original of that size is there. */
  boolean has(String sha256, long size) throws IOException;

  /**
   * Stores a file, whole or not at all. It may be moved into the store or be left where it is.
   *
   * @throws IOException when the store does not answer, or refuses it
   */
  void put(String sha256, Path content) throws IOException;

  /**
   * Copies an original into a file.
   *
   * @throws NoSuchFileException when it is not there
   * @throws IOException when the store does not answer
   */
  void get(Original original, Path into) throws IOException;

  /** Deletes an original; harmless when it is not there. */
  void delete(Original original) throws IOException;

  /**
   * Does nothing where the store takes and gives files.
   *
   * @throws IOException saying why not
   */
  void check() throws IOException;
}
