package dev.quern.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Answers OPTIONS by the contract. Spring and Camel would name the methods of every path that
 * matches: {@code datasets/restore} is also the entry whose id is restore.
 */
@Component
class AllowedMethods extends OncePerRequestFilter {

  private static final String BASE = "/api";

  private final Map<PathPattern, String> allowed = new TreeMap<>();

  AllowedMethods(Contract contract) {
    contract
        .document()
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                allowed.put(
                    PathPatternParser.defaultInstance.parse(BASE + path.getKey()),
                    methods(path.getValue())));
  }

  private static String methods(JsonNode path) {
    List<String> methods = new ArrayList<>();
    for (String method : ContractDocument.METHODS) {
      if (path.has(method)) {
        methods.add(method.toUpperCase(Locale.ROOT));
      }
    }
    if (path.has("get")) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    return String.join(", ", methods);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> methods =
        request.getMethod().equals("OPTIONS") ? of(request.getRequestURI()) : Optional.empty();
    if (methods.isPresent()) {
      response.setHeader("Allow", methods.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  /** What the most specific path of the contract has; nothing where it has no such path. */
  private Optional<String> of(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return allowed.entrySet().stream()
        .filter(known -> known.getKey().matches(parsed))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
