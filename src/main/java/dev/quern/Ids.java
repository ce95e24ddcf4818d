package dev.quern;

import com.aventrix.jnanoid.jnanoid.NanoIdUtils;

/** Makes ids: nanoids of 21 characters that need no escaping in a URL. */
public final class Ids {

  private Ids() {}

  /** A new id. */
  public static String next() {
    return NanoIdUtils.randomNanoId();
  }
}
