package dev.quern.pipeline.intake;

import dev.quern.document.ExtractedText;

/** A file whose text has been extracted but not stored. */
public record ReadFile(IncomingFile arrival, ExtractedText text) {}
