package dev.quern.document.charset;

import dev.quern.error.InvalidRequestException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** Finds charsets by the name that a user gives. */
public final class NamedCharset {

  private NamedCharset() {}

  /**
   * The charset of that name, in whatever case and by any of its names that IANA or Java knows.
   *
   * @throws InvalidRequestException naming the field {@code charset}
   */
  public static Charset of(String name) {
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw InvalidRequestException.field(
          "charset",
          "is '"
              + name.replaceAll("\\p{Cntrl}", "?")
              + "', which is not known; it is a name such as UTF-8, windows-1252, IBM850,"
              + " Shift_JIS or GB18030");
    }
  }
}
