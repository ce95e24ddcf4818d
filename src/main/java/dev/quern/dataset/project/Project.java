package dev.quern.dataset.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A project. All files, tasks and rows belong to one. */
public record Project(
    String id, String name, @Nullable String description, Instant createAt, Instant updateAt) {}
