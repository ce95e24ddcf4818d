package dev.quern.document.table;

/**
 * The dialect of a file of separated values.
 *
 * @param separator between values
 * @param backslash whether {@code \"} stands for a quote within quotes, and not {@code ""}
 * @param columns how many values most rows have, at least 1
 * @param titles how many rows stand above the head of the table
 * @param declared whether the first line is {@code sep=} and the separator, as Excel writes it
 */
public record Dialect(
    char separator, boolean backslash, int columns, int titles, boolean declared) {

  /**
   * Whether a quote that begins a value and one that ends a value belong together, whatever lines
   * are between them (RFC 4180). Where tabs or bars part the values, quotes are mostly text.
   */
  boolean isQuoting() {
    return separator != '\t' && separator != '|';
  }
}
