package dev.quern.task.execution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node shuts down ({@code quern.*}).
 *
 * @param shutdownGrace how long items in flight may work on when the process is told to end.
 *     Defaults to 30s.
 */
@ConfigurationProperties("quern")
record ShutdownSettings(@DefaultValue("30s") Duration shutdownGrace) {}
