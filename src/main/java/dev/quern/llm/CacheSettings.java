package dev.quern.llm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long replies are kept for tasks with {@code cache: true} ({@code quern.cache.*}).
 *
 * @param keep from the reply on. Defaults to 30d.
 */
@ConfigurationProperties("quern.cache")
public record CacheSettings(@DefaultValue("30d") Duration keep) {}
