package dev.quern.tasktype.answergeneration;

import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.entry.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds quotes in a chunk: exactly; ignoring white space, quotation marks, case and the like; in
 * parts around an ellipsis; and nearly ({@link NearMatch#MIN_SIMILARITY}), if the numbers are the
 * same. The first match counts.
 */
final class Quotes {

  private static final Pattern ELLIPSIS = Pattern.compile("\\s*[\\[(]?(?:…|\\.{3,})[\\])]?\\s*");

  /** Code points of a part beside an ellipsis; less is found anywhere. */
  private static final int MIN_PART = 5;

  private final Chunk chunk;
  private final String text;
  private @Nullable QuoteText plain;

  Quotes(Chunk chunk) {
    this.chunk = chunk;
    this.text = chunk.content();
  }

  List<Evidence> find(List<String> quotes) {
    return quotes.stream().map(this::find).toList();
  }

  private Evidence find(String quote) {
    int at = text.indexOf(quote);
    if (at >= 0) {
      int from = text.codePointCount(0, at);
      return evidence(quote, Evidence.EXACT, from, from + quote.codePointCount(0, quote.length()));
    }
    QuoteText source = plain == null ? QuoteText.of(text) : plain;
    plain = source;
    NearMatch normalized = parts(source, quote);
    if (normalized != null) {
      return evidence(source, quote, "normalized", normalized);
    }
    NearMatch near = NearMatch.of(source, QuoteText.of(quote).trimmed());
    return near != null
        ? evidence(source, quote, "fuzzy", near)
        : new Evidence(quote, Evidence.UNSUPPORTED, null, null, null, null);
  }

  /** The range from the first part of a quote to its last; most quotes have one part. */
  private static @Nullable NearMatch parts(QuoteText source, String quote) {
    List<QuoteText> parts = new ArrayList<>();
    for (String part : ELLIPSIS.split(quote)) {
      QuoteText trimmed = QuoteText.of(part).trimmed();
      if (trimmed.length() > 0) {
        parts.add(trimmed);
      }
    }
    if (parts.size() > 1 && parts.stream().anyMatch(part -> part.length() < MIN_PART)) {
      return null;
    }
    int from = -1;
    int to = 0;
    for (QuoteText part : parts) {
      int at = indexOf(source, part, to);
      if (at < 0) {
        return null;
      }
      from = from < 0 ? at : from;
      to = at + part.length();
    }
    return from < 0 ? null : new NearMatch(from, to);
  }

  private static int indexOf(QuoteText source, QuoteText part, int from) {
    for (int at = from; at + part.length() <= source.length(); at++) {
      int i = 0;
      while (i < part.length() && source.point(at + i) == part.point(i)) {
        i++;
      }
      if (i == part.length()) {
        return at;
      }
    }
    return -1;
  }

  private Evidence evidence(QuoteText source, String quote, String match, NearMatch found) {
    return evidence(quote, match, source.place(found.from()), source.place(found.to() - 1) + 1);
  }

  private Evidence evidence(String quote, String match, int from, int to) {
    return new Evidence(
        quote,
        match,
        from,
        to,
        chunk.edited() ? null : chunk.startOffset() + from,
        chunk.edited() ? null : chunk.startOffset() + to);
  }
}
