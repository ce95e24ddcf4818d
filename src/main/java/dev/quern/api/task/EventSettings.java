package dev.quern.api.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The streams of a task's events ({@code quern.events.*}).
 *
 * @param keepAlive how often a stream without an event sends a comment, so that nothing between
 *     closes it as idle. Defaults to 15s.
 * @param maxStreams how many may be open at once; one more is a 429. Defaults to 1000.
 * @param maxStreamsOfAClient how many of them from one address. Defaults to 200.
 */
@ConfigurationProperties("quern.events")
record EventSettings(
    @DefaultValue("15s") Duration keepAlive,
    @DefaultValue("1000") int maxStreams,
    @DefaultValue("200") int maxStreamsOfAClient) {}
