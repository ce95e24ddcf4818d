package dev.quern.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Formats numbers, sizes and times in the user's language; a dash for missing values. */
@Component("formats")
public class Formats {

  private static final String NONE = "–";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final MessageSource messages;
  private final ObjectMapper json;

  Formats(MessageSource messages, ObjectMapper json) {
    this.messages = messages;
    this.json = json;
  }

  /** A number, grouped, with at most two decimals. */
  public String number(@Nullable Number number) {
    return decimals(number, 2);
  }

  /** An amount of money with four decimals, because calls cost little. */
  public String cost(@Nullable Number amount) {
    return decimals(amount, 4);
  }

  private static String decimals(@Nullable Number number, int max) {
    if (number == null) {
      return NONE;
    }
    NumberFormat format = NumberFormat.getInstance(LocaleContextHolder.getLocale());
    format.setMaximumFractionDigits(max);
    return format.format(number);
  }

  /** A count with an upper limit: {@code 10,000+} if it has reached the limit. */
  public String bounded(long count, int max) {
    return count > max ? number(max) + "+" : number(count);
  }

  /** A size in bytes, in the unit that suits it. */
  public String bytes(long size) {
    String[] units = {"B", "KB", "MB", "GB"};
    double value = size;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return decimals(value, value < 10 && unit > 0 ? 1 : 0) + " " + units[unit];
  }

  /** A time in UTC; the page's script replaces it by local time. */
  public String time(@Nullable Instant instant) {
    return instant == null ? NONE : TIME.format(instant);
  }

  /** A duration in its two largest units. */
  public String duration(@Nullable Number seconds) {
    if (seconds == null) {
      return NONE;
    }
    long all = Math.round(Math.max(0, seconds.doubleValue()));
    return all < 60
        ? message("time.s", all)
        : all < 3600
            ? message("time.m", all / 60) + " " + message("time.s", all % 60)
            : message("time.h", all / 3600) + " " + message("time.m", all % 3600 / 60);
  }

  /** The text of a key in the user's language; the last part of the key if there is none. */
  public String message(String key, Object... arguments) {
    Locale locale = LocaleContextHolder.getLocale();
    String bare = key.substring(key.lastIndexOf('.') + 1).replace('_', ' ').replace('-', ' ');
    String known = messages.getMessage(key, arguments, null, locale);
    return known == null ? bare : known;
  }

  /** JSON that people can read. */
  public String json(@Nullable JsonNode node) {
    try {
      return node == null ? "" : json.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The beginning of a text. */
  public String cut(@Nullable String text, int max) {
    if (text == null || text.codePointCount(0, text.length()) <= max) {
      return text == null ? "" : text;
    }
    return text.substring(0, text.offsetByCodePoints(0, max)).stripTrailing() + "…";
  }
}
