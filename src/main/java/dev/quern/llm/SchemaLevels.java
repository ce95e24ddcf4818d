package dev.quern.llm;

import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ReplySchema;
import dev.quern.llm.schema.SchemaKeywords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers how much of a JSON schema each server accepts, by provider, model and schema. A server
 * that refuses a schema gets it without the keyword that it names, then without bounds and enums,
 * then {@code json_object} if the prompt asks for JSON, then none. After a while the whole schema
 * is tried again.
 */
public final class SchemaLevels {

  private static final Logger log = LoggerFactory.getLogger(SchemaLevels.class);

  /** Matches a refusal of the field itself, not of its content. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?:response_?format|output_format|['\"`]format['\"`]|tool_choice|tools?)['\"`]?"
              + " (?:is |are )?(?:not |un)(?:supported|known|recognized|permitted|available|allowed)"
              + "|(?:unknown|unrecognized|unsupported|unexpected|extra) (?:\\w+ ){0,4}['\"`:]? ?['\"`]?"
              + "(?:response_?format|format|tools?|tool_choice)\\b"
              + "|does(?: not|n't) support (?:response_format|structured outputs?|tools?|json mode)",
          Pattern.CASE_INSENSITIVE);

  private enum Level {
    FULL,
    PLAIN,
    OBJECT,
    NONE
  }

  private record Key(String url, String model, String form) {}

  private record Held(Level level, Set<String> dropped, Instant until) {}

  private final Map<Key, Held> held = new ConcurrentHashMap<>();
  private final Duration remembered;
  private final Clock clock;

  public SchemaLevels(Duration remembered, Clock clock) {
    this.remembered = remembered;
    this.clock = clock;
  }

  /** The part of the schema to send to the server; null for none. */
  public @Nullable ReplySchema of(Provider provider, @Nullable ReplySchema wanted) {
    if (wanted == null) {
      return null;
    }
    Held known = held.get(key(provider, wanted));
    return known == null || clock.instant().isAfter(known.until())
        ? wanted
        : applied(wanted, known.level(), known.dropped());
  }

  private static @Nullable ReplySchema applied(
      ReplySchema wanted, Level level, Set<String> dropped) {
    return switch (level) {
      case FULL -> wanted.without(dropped);
      case PLAIN -> wanted.plain().without(dropped);
      case OBJECT -> wanted.anyObject();
      case NONE -> null;
    };
  }

  /**
   * Records that the server refused a schema. Further refusals of the same schema change nothing.
   *
   * @param sent the part of the schema that was sent
   */
  public synchronized void refused(
      Provider provider, ReplySchema wanted, ReplySchema sent, String refusal) {
    if (!sent.equals(of(provider, wanted))) {
      return;
    }
    Held known = held.get(key(provider, wanted));
    boolean over = known == null || clock.instant().isAfter(known.until());
    Level level = over ? Level.FULL : known.level();
    Set<String> dropped = new HashSet<>(over ? Set.of() : known.dropped());
    if (!dropped.addAll(named(sent, refusal))) {
      do {
        level = next(level, wanted, refusal);
      } while (level != Level.NONE && sent.equals(applied(wanted, level, dropped)));
    }
    held.put(
        key(provider, wanted),
        new Held(level, Set.copyOf(dropped), clock.instant().plus(remembered)));
    log.info(
        "{} takes no such schema for {}; it is asked {}",
        provider,
        wanted.name(),
        level == Level.FULL ? "without " + dropped : "for less: " + level);
  }

  private static Level next(Level level, ReplySchema wanted, String refusal) {
    if (WHOLE.matcher(refusal).find() && !refusal.contains("json_object")) {
      return Level.NONE;
    }
    boolean object = wanted.json() && level.compareTo(Level.OBJECT) < 0;
    if (object && (level == Level.PLAIN || refusal.contains("json_object"))) {
      return Level.OBJECT;
    }
    return level == Level.FULL ? Level.PLAIN : Level.NONE;
  }

  /** The keywords of the sent schema that a refusal names, in quotes or as an unmistakable word. */
  private static Set<String> named(ReplySchema sent, String refusal) {
    Set<String> named = new HashSet<>();
    if (sent.schema() != null) {
      for (String keyword : SchemaKeywords.in(sent.schema())) {
        boolean plainWord = keyword.equals(keyword.toLowerCase(java.util.Locale.ROOT));
        String word = Pattern.quote(keyword);
        String pattern =
            plainWord ? "['\"`]" + word + "\\\\?['\"`]" : "(?<![A-Za-z])" + word + "(?![A-Za-z])";
        if (!keyword.equals("format") && Pattern.compile(pattern).matcher(refusal).find()) {
          named.add(keyword);
        }
      }
    }
    return named;
  }

  private static Key key(Provider provider, ReplySchema form) {
    return new Key(provider.url(), provider.model(), form.name());
  }
}
