package dev.quern.tasktype.questiongeneration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Proposals that a request of REST waits for ({@code quern.proposals.*}).
 *
 * @param maxWait for the limits of the provider, or until it is back; where that takes longer, the
 *     answer is a 503. Defaults to 60s.
 */
@ConfigurationProperties("quern.proposals")
public record ProposalSettings(@DefaultValue("60s") Duration maxWait) {}
