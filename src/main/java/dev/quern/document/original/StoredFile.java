package dev.quern.document.original;

import java.nio.file.Path;

/**
 * The content of a file in the home folder.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
public record StoredFile(String sha256, long size, Path path) {}
