package dev.quern.pipeline.reading;

import dev.quern.document.original.StoredFile;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A stored file whose text is wanted.
 *
 * @param charset the charset of a text if the user named one; null to detect it
 * @param urgent whether somebody waits for it, so that it is read before those of the inbox
 */
public record FileToRead(
    StoredFile stored, String fileName, @Nullable Charset charset, boolean urgent) {}
