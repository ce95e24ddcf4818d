package dev.quern.api.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The streams of a task's events ({@code quern.events.*}).
 *
 * @param keepAlive how often a stream without an event sends a comment, so that no proxy closes it
 *     as idle. Defaults to 15s.
 * @param maxStreams the most open streams; one more is refused with a 429. Defaults to 1000.
 * @param maxStreamsOfAClient the most open streams of one address. Defaults to 200.
 */
@ConfigurationProperties("quern.events")
record EventSettings(
    @DefaultValue("15s") Duration keepAlive,
    @DefaultValue("1000") int maxStreams,
    @DefaultValue("200") int maxStreamsOfAClient) {}
