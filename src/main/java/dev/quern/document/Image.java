package dev.quern.document;

/**
 * An image of a project.
 *
 * @param size in bytes
 * @param width in pixels
 * @param height in pixels
 */
public record Image(
    String id, String imageName, String mediaType, long size, int width, int height) {}
