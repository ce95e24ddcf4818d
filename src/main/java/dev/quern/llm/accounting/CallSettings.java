package dev.quern.llm.accounting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the rows of model calls are kept ({@code quern.calls.*}); their sums stay.
 *
 * @param keep from a call on. Defaults to 30d.
 */
@ConfigurationProperties("quern.calls")
public record CallSettings(@DefaultValue("30d") Duration keep) {}
