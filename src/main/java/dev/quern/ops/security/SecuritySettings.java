package dev.quern.ops.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access to Quern ({@code quern.security.*}).
 *
 * @param operatorPassword the password of the user {@code operator} for the console and the
 *     metrics; if empty, it is generated at first start and stored in the home. Defaults to empty.
 * @param operatorToken the bearer token of REST, required unless Quern is bound to loopback.
 *     Defaults to empty.
 * @param readerToken a bearer token only for GET; empty for none. Defaults to empty.
 */
@ConfigurationProperties("quern.security")
public record SecuritySettings(
    @DefaultValue("") String operatorPassword,
    @DefaultValue("") String operatorToken,
    @DefaultValue("") String readerToken) {}
