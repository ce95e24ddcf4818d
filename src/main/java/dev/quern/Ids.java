package dev.quern;

import com.aventrix.jnanoid.jnanoid.NanoIdUtils;

/**
 * Makes the ids of rows: nanoids of 21 characters out of {@code A-Za-z0-9_-}, safe in paths and
 * file names.
 */
public final class Ids {

  private Ids() {}

  /** A new random id; two are never the same in practice (126 random bits). */
  public static String next() {
    return NanoIdUtils.randomNanoId();
  }
}
