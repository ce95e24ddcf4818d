package dev.quern;

import com.aventrix.jnanoid.jnanoid.NanoIdUtils;
import java.util.regex.Pattern;

/**
 * Makes the ids of rows: nanoids of 21 characters out of {@code A-Za-z0-9_-}, safe in paths and
 * file names.
 */
public final class Ids {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{21}");

  private Ids() {}

  /** Whether a text has the form of such an id; numbers of other programs have not. */
  public static boolean is(String text) {
    return ID.matcher(text).matches();
  }

  /** A new random id; two are never the same in practice (126 random bits). */
  public static String next() {
    return NanoIdUtils.randomNanoId();
  }
}
