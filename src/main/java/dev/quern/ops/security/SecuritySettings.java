package dev.quern.ops.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what ({@code quern.security.*}).
 *
 * @param operatorPassword of the user {@code operator} at the console and the metrics; made at
 *     first start and kept in the home where it is empty. Defaults to empty.
 * @param operatorToken the bearer token of REST, needed where Quern is not bound to loopback.
 *     Defaults to empty.
 * @param readerToken a bearer token for GET alone; none where it is empty. Defaults to empty.
 */
@ConfigurationProperties("quern.security")
public record SecuritySettings(
    @DefaultValue("") String operatorPassword,
    @DefaultValue("") String operatorToken,
    @DefaultValue("") String readerToken) {}
