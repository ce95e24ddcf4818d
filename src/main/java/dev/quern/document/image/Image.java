package dev.quern.document.image;

import org.jspecify.annotations.Nullable;

/**
 * An image of a project.
 *
 * @param size in bytes
 * @param width in pixels
 * @param height in pixels
 * @param fileId the document that it was taken out of; null where it came by itself
 */
public record Image(
    String id,
    String imageName,
    String mediaType,
    long size,
    int width,
    int height,
    @Nullable String fileId) {}
