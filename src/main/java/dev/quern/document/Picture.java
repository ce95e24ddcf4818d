package dev.quern.document;

/**
 * An image as a vision model takes it.
 *
 * @param mediaType image/png, image/jpeg or image/webp
 */
public record Picture(String mediaType, byte[] content) {}
