package dev.quern.ops.security;

import dev.quern.error.StartRefusedException;
import dev.quern.home.Home;
import dev.quern.ops.PagePaths;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/**
 * The access rules. If Quern is bound to loopback, REST is open to users of this machine, and
 * requests from other web pages are refused by their Host or Origin. Otherwise, REST needs bearer
 * tokens. The console and the metrics need the operator's password; health does not.
 */
@Configuration(proxyBeanMethods = false)
public class Security {

  /**
   * The content security policy: only the page's own files are used; pictures in the style sheet
   * are data URIs.
   */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  SecurityFilterChain filterChain(
      HttpSecurity http,
      SecuritySettings settings,
      Clock clock,
      FailedTokens failed,
      @Value("${server.address:127.0.0.1}") InetAddress address)
      throws Exception {
    boolean loopback = address.isLoopbackAddress();
    if (!loopback && settings.operatorToken().isEmpty()) {
      throw new StartRefusedException(
          "server.address is "
              + address.getHostAddress()
              + ", which others can reach, and no token is set",
          "Set quern.security.operator-token, or bind Quern to 127.0.0.1");
    }
    if (!settings.readerToken().isEmpty()
        && settings.readerToken().equals(settings.operatorToken())) {
      throw new StartRefusedException(
          "quern.security.reader-token and operator-token are the same, so readers could write",
          "Give them different values");
    }
    return http.addFilterBefore(new Firewall.Headers(), SecurityContextHolderFilter.class)
        .addFilterBefore(new OriginFilter(loopback), SecurityContextHolderFilter.class)
        .addFilterBefore(
            new BearerTokenFilter(settings, new SignedCookie(settings, clock), failed, loopback),
            BasicAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/health", "/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .hasRole("OPERATOR")
                    .anyRequest()
                    .permitAll())
        .httpBasic(Customizer.withDefaults())
        // A page elsewhere cannot forge a request: OriginFilter refuses its Origin. Forms carry a
        // token besides.
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(formTokens())
                    .requireCsrfProtectionMatcher(PagePaths::needsFormToken))
        .exceptionHandling(
            e ->
                e.accessDeniedHandler(
                    (request, response, denied) ->
                        ForbiddenResponse.forbid(
                            response,
                            denied instanceof CsrfException
                                ? "The form is no longer good. Load the page again."
                                : "This is for others.")))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // The console draws itself in frames of its own.
        .headers(
            headers ->
                headers
                    .frameOptions(frame -> frame.sameOrigin())
                    .referrerPolicy(
                        policy ->
                            policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                    .addHeaderWriter(
                        new DelegatingRequestMatcherHeaderWriter(
                            request -> !request.getRequestURI().startsWith("/actuator"),
                            new ContentSecurityPolicyHeaderWriter(CONTENT_POLICY))))
        .build();
  }

  /** The token that forms carry is compared with this cookie: no session is kept. */
  private static CookieCsrfTokenRepository formTokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("quern-form");
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
    return tokens;
  }

  @Bean
  UserDetailsService users(SecuritySettings settings, Home home) {
    return new InMemoryUserDetailsManager(
        User.withUsername("operator")
            .password(OperatorPassword.of(settings, home))
            .roles("OPERATOR")
            .build());
  }

  /**
   * Compares the password as plain text: it is stored in a file that only its owner can read, so a
   * hash would hide nothing.
   */
  @Bean
  PasswordEncoder passwords() {
    return new PasswordEncoder() {
      @Override
      public String encode(@Nullable CharSequence password) {
        return String.valueOf(password);
      }

      @Override
      public boolean matches(@Nullable CharSequence given, @Nullable String known) {
        return same(String.valueOf(given), String.valueOf(known));
      }
    };
  }

  /** Compares two secrets in constant time. */
  public static boolean same(String given, String known) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
  }
}
