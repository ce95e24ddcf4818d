package dev.quern.export.imports;

import dev.quern.export.file.FileForm;
import dev.quern.export.format.RecordFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, alone or in a zip.
 *
 * @param name its path in the zip; null alone
 */
record Part(@Nullable String name, RecordFormat format, FileForm form, FileForm.Source source) {}
