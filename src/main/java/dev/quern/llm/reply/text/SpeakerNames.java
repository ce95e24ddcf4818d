package dev.quern.llm.reply.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of speakers with a colon, or in brackets, at the beginning of a line: where a model
 * goes on in the name of another. Code, and fields like {@code User: admin} of a list, are none.
 */
public final class SpeakerNames {

  /** A field of a list, such as {@code Password: x}; it has a name of few words. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*+[-*_]*+[\\p{L}\\p{N}]++(?:[ _.-][\\p{L}\\p{N}]++){0,3}+[*_]*+ ?+[:：].*+");

  private static final Pattern SENTENCE = Pattern.compile(".*[.?!…。？！][\"'”’」』)）*_]*");

  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private final List<String> given;
  private final Pattern anywhere;
  private final Pattern line;

  public SpeakerNames(String speaker, String other) {
    given = List.of(speaker, other);
    String any = any(given.stream());
    anywhere = Pattern.compile("(?m)^ {0,3}+" + any, ANY_CASE);
    line = Pattern.compile(" {0,3}+" + any + ".*+", ANY_CASE);
  }

  /** The name that a model puts in front of its own message, in any case. */
  public static Pattern first(String speaker) {
    return Pattern.compile(
        "[ \\t]*" + any(Stream.of(speaker, "human", "gpt", "assistant")), ANY_CASE);
  }

  /**
   * Where the next turn begins, behind the first line; -1 where there is none.
   *
   * @param cutOff whether the end of a fence may be missing
   */
  public int next(String text, boolean cutOff) {
    CodeSpans code = new CodeSpans(text, cutOff);
    Matcher name = anywhere.matcher(text);
    while (name.find()) {
      if (name.start() > 0
          && isWritten(name.group())
          && !code.holds(name.start())
          && !isField(text, name.start())) {
        return name.start();
      }
    }
    return -1;
  }

  /** Whether the line goes on a list, or is what a colon points at, and no sentence. */
  private boolean isField(String text, int start) {
    int end = lineEnd(text, start);
    if (SENTENCE.matcher(text.substring(start, end).strip()).matches()) {
      return false;
    }
    int above = text.lastIndexOf('\n', start - 2) + 1;
    int below = Math.min(text.length(), end + 1);
    return followsColon(text, start)
        || isOtherField(text.substring(above, start - 1))
        || isOtherField(text.substring(below, lineEnd(text, below)));
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static boolean followsColon(String text, int start) {
    int last = start - 1;
    while (last > 0 && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    return text.charAt(last) == ':' || text.charAt(last) == '：';
  }

  private boolean isOtherField(String near) {
    return FIELD.matcher(near).matches()
        && !SENTENCE.matcher(near.strip()).matches()
        && !line.matcher(near).matches();
  }

  /** As it was given, or with a capital at its beginning: {@code user:} is a field of a file. */
  private boolean isWritten(String found) {
    return given.stream().anyMatch(found::contains)
        || found
            .codePoints()
            .filter(Character::isLetter)
            .limit(1)
            .noneMatch(Character::isLowerCase);
  }

  private static String any(Stream<String> names) {
    String any = names.map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    return "(?:(?:\\*\\*|__)?"
        + any
        + "(?:\\*\\*|__)?[ \\t]?[:：](?:\\*\\*|__)?|[\\[【]"
        + any
        + "[\\]】][:：]?)";
  }
}
