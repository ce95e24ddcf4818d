package dev.quern.document.original;

import java.nio.file.Path;

/**
 * A file's content as it lies in the home.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
public record StoredFile(String sha256, long size, Path path) {}
