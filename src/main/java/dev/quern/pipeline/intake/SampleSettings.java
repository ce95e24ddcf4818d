package dev.quern.pipeline.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a newcomer is shown ({@code quern.*}).
 *
 * @param sample whether a sample document is dropped on an empty home. Defaults to true.
 */
@ConfigurationProperties("quern")
record SampleSettings(@DefaultValue("true") boolean sample) {}
