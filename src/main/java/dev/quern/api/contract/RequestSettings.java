package dev.quern.api.contract;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests of a kind that lasts may be under way ({@code quern.requests.*}), so that slow
 * ones leave threads to others; one more is a 429.
 *
 * @param maxUploads uploads and imports, from their first byte until they are read. Defaults to 32.
 * @param maxDownloads exports, texts and images, until they are sent. Defaults to 32.
 * @param maxBodies other requests with a body. Defaults to 80.
 */
@ConfigurationProperties("quern.requests")
record RequestSettings(
    @DefaultValue("32") int maxUploads,
    @DefaultValue("32") int maxDownloads,
    @DefaultValue("80") int maxBodies) {}
