package dev.quern.document.image;

/**
 * An image as a vision model takes it.
 *
 * @param mediaType image/png, image/jpeg or image/webp
 */
public record ModelImage(String mediaType, byte[] content) {}
