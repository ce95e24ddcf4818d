package dev.quern.ops.monitoring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The meters that ask the database ({@code quern.meters.*}).
 *
 * @param every how often it is asked, with one statement; between, they stay as they were. Defaults
 *     to 15s.
 */
@ConfigurationProperties("quern.meters")
record MeterSettings(@DefaultValue("15s") Duration every) {}
