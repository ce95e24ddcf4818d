/**
 * Parquet files of records, without Hadoop at run time. Imports {@code export.file}, {@code
 * export.format}.
 */
@NullMarked
package dev.quern.export.file.parquet;

import org.jspecify.annotations.NullMarked;
