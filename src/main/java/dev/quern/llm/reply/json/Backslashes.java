package dev.quern.llm.reply.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Doubles the backslashes of almost-JSON that are meant as such: those of LaTeX, of Windows paths
 * and of regular expressions, which models write as they are. To a JSON parser {@code "\frac"} is a
 * form feed and "rac", and no error.
 *
 * <p>What is meant is decided for each stretch between two quotes: where backslashes are doubled
 * already and none stands alone that cannot be an escape, it was escaped with care and is left
 * alone. Where both are found, nobody can tell, and the stretch gets the mark of a {@link Doubt}.
 */
public final class Backslashes {

  private enum Meaning {
    ESCAPE,
    LITERAL,
    EITHER
  }

  private record Place(int at, Meaning meaning) {}

  private final String text;
  private final Surroundings around;
  private final StringBuilder mended;
  private final List<Place> places = new ArrayList<>();
  private int pairs;
  private boolean regex;
  private boolean doubtful;

  private Backslashes(String text) {
    this.text = text;
    this.around = new Surroundings(text);
    this.mended = new StringBuilder(text.length() + 32);
  }

  /** The text with its literal backslashes doubled; doing it twice changes nothing more. */
  public static String mended(String text) {
    return text.indexOf('\\') < 0 ? text : new Backslashes(text).mend();
  }

  private String mend() {
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '\n';
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
        i++;
      } else if (c == '"' || c == '\n') {
        stretch(from, i);
        if (i < text.length()) {
          mended.append(c);
        }
        from = i + 1;
      }
    }
    return mended.toString();
  }

  private void stretch(int from, int to) {
    places.clear();
    pairs = 0;
    regex = false;
    doubtful = false;
    boolean oddQuote = false;
    boolean quoteAtEnd = false;
    int pathEnd = -1;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '\\') {
        continue;
      }
      char next = i + 1 < to ? text.charAt(i + 1) : ' ';
      if (next == '\\') {
        pairs++;
        i++;
      } else if (next == '"') {
        oddQuote = !oddQuote;
        quoteAtEnd |= i == pathEnd || around.endsString(i + 2);
        i++;
      } else {
        boolean path = i == pathEnd || around.beginsPath(from, i);
        Meaning meaning = path ? ofPath(i + 1, to) : meaning(from, i + 1, to);
        places.add(new Place(i, meaning));
        pathEnd = path ? around.wordEnd(i + 1, to, true) : -1;
      }
    }
    doubtful = oddQuote && quoteAtEnd;
    write(from, to);
  }

  private void write(int from, int to) {
    boolean literal = places.stream().anyMatch(place -> place.meaning() == Meaning.LITERAL);
    doubtful |= literal && pairs > 0;
    int done = from;
    for (Place place : places) {
      Meaning meaning =
          place.meaning() == Meaning.EITHER ? either(place, to, literal) : place.meaning();
      mended.append(text, done, place.at());
      mended.append(meaning == Meaning.LITERAL ? "\\\\" : "\\");
      doubtful |= meaning == Meaning.EITHER;
      done = place.at() + 1;
    }
    mended.append(text, done, to);
    if (doubtful) {
      mended.append(Doubt.MARK);
    }
  }

  /** A new line or tab, as far as that can be told; EITHER where it cannot. */
  private Meaning either(Place place, int to, boolean literal) {
    String word = around.word(place.at() + 1, to);
    if (word.startsWith("u")) {
      return Meaning.EITHER; // four digits that could be a folder's name
    }
    if (pairs > 0 && !literal) {
      return LatexCommands.isSure(word) ? Meaning.EITHER : Meaning.ESCAPE;
    }
    if (LatexCommands.isSure(word)) {
      return Meaning.LITERAL;
    }
    if (LatexCommands.isPossible(word)) {
      return Meaning.EITHER;
    }
    int after = place.at() + 2;
    if (place.at() > 0 && after < to && around.isQuote(place.at() - 1) && around.isQuote(after)) {
      return Meaning.EITHER; // code that speaks of the sign, or the sign itself
    }
    boolean lower = word.length() > 1 && Character.isLowerCase(word.charAt(1));
    return literal && (regex || lower) ? Meaning.EITHER : Meaning.ESCAPE;
  }

  private Meaning meaning(int from, int at, int to) {
    char c = at < to ? text.charAt(at) : ' ';
    String word = around.word(at, to);
    switch (c) {
      case '/', '\'', '-', '“', '”', '‘', '’':
        return Meaning.ESCAPE;
      case 'u':
        return around.isHex(at + 1, to) ? Meaning.ESCAPE : Meaning.LITERAL;
      case 'b', 'f', 'r':
        return word.length() > 1 ? Meaning.LITERAL : Meaning.EITHER;
      case 'n', 't':
        boolean latex = LatexCommands.isSure(word) && pairs == 0;
        boolean math =
            LatexCommands.isPossible(word) && around.isMath(from, at + word.length(), to);
        return latex || math ? Meaning.LITERAL : Meaning.EITHER;
      default:
        regex |= word.length() == 1;
        return Meaning.LITERAL;
    }
  }

  /** A new line may follow a colon, too; a folder mostly has more than a letter, and small ones. */
  private Meaning ofPath(int at, int to) {
    String word = around.word(at, to);
    boolean small = word.length() > 1 && Character.isLowerCase(word.charAt(1));
    boolean escape = at < to && "nrtu".indexOf(text.charAt(at)) >= 0;
    boolean code = escape && text.charAt(at) == 'u' && around.isHex(at + 1, to);
    return code || escape && !small ? Meaning.EITHER : Meaning.LITERAL;
  }
}
