package dev.quern.tasktype.datadistillation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Cleaning ({@code quern.distillation.*}).
 *
 * @param keepRemoved how long an entry that it removed can be restored. Defaults to 30d.
 */
@ConfigurationProperties("quern.distillation")
public record DistillationSettings(@DefaultValue("30d") Duration keepRemoved) {}
