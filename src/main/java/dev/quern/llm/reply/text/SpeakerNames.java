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
  private final Pattern first;

  public SpeakerNames(String speaker, String other) {
    given = List.of(speaker, other);
    String any = any(given.stream());
    anywhere = Pattern.compile("(?m)^ {0,3}+" + any, ANY_CASE);
    line = Pattern.compile(" {0,3}+" + any + ".*+", ANY_CASE);
    first = first(speaker, other);
  }

  /** The name that a model puts in front of a message of the speaker, in any case. */
  private static Pattern first(String speaker, String other) {
    Stream<String> names =
        Stream.of(speaker, "human", "gpt", "assistant")
            .filter(name -> !name.equalsIgnoreCase(other));
    return Pattern.compile("[ \\t]*" + any(names), ANY_CASE);
  }

  /**
   * Where the speaker's own words begin: behind the name, which may stand behind words of the
   * other. The end of the text where the other alone speaks.
   *
   * @param cutOff whether the end of a fence may be missing
   */
  public int begin(String text, boolean cutOff) {
    Matcher own = first.matcher(text);
    if (own.lookingAt()) {
      return own.end();
    }
    CodeSpans code = new CodeSpans(text, cutOff);
    int at = turn(text, 0, code);
    if (at != 0) {
      return 0;
    }
    while (at >= 0) {
      if (own.region(at, text.length()).lookingAt()) {
        return own.end();
      }
      at = turn(text, at + 1, code);
    }
    return text.length();
  }

  /**
   * Where the next turn begins, behind the first line; -1 where there is none.
   *
   * @param cutOff whether the end of a fence may be missing
   */
  public int next(String text, boolean cutOff) {
    return turn(text, 1, new CodeSpans(text, cutOff));
  }

  /** Where a turn begins, from there on; -1 where none does. */
  private int turn(String text, int from, CodeSpans code) {
    Matcher name = anywhere.matcher(text);
    for (boolean found = name.find(Math.min(from, text.length())); found; found = name.find()) {
      if (isWritten(name.group()) && !code.holds(name.start()) && !isField(text, name.start())) {
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
    return start > 0 && followsColon(text, start)
        || isOtherField(text.substring(above, Math.max(above, start - 1)))
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
