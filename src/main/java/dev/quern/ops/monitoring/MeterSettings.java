package dev.quern.ops.monitoring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The metrics from the database ({@code quern.meters.*}).
 *
 * @param every how often they are read, with one statement; in between they keep their values.
 *     Defaults to 15s.
 */
@ConfigurationProperties("quern.meters")
record MeterSettings(@DefaultValue("15s") Duration every) {}
