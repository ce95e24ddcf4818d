package dev.quern.pipeline.reading;

import dev.quern.document.original.StoredFile;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A stored file whose text is wanted.
 *
 * @param charset the charset of a text if the user named one; null to detect it
 */
public record FileToRead(StoredFile stored, String fileName, @Nullable Charset charset) {}
