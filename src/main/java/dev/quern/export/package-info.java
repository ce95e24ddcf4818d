/**
 * Datasets as files that trainers read. It imports {@code dataset}; REST and finished pipelines
 * call {@code Exporter}.
 */
@NullMarked
package dev.quern.export;

import org.jspecify.annotations.NullMarked;
