package dev.quern.document.reader.rtf;

import dev.quern.document.markup.SymbolFonts;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.rtf.RtfState.Target;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Follows the groups of a document, and what their words make of the text inside. */
final class RtfGroups implements RtfScanner.Target {

  private static final int MAX_DEPTH = 10_000;

  private final RtfDestinations destinations;
  private final Deque<RtfState> outer = new ArrayDeque<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private RtfState state = new RtfState();
  private int skip;

  /** Whether a group has just begun: only there a star makes what follows optional. */
  private boolean begun;

  RtfGroups(Xhtml out) {
    this.destinations = new RtfDestinations(out);
  }

  @Override
  public void open() throws SAXException {
    flush();
    begun = true;
    if (outer.size() < MAX_DEPTH) {
      outer.push(state);
      state = state.inner();
      destinations.open(state);
    }
  }

  @Override
  public void close() throws SAXException {
    flush();
    begun = false;
    destinations.close(state);
    if (!outer.isEmpty()) {
      state = outer.pop();
    }
  }

  @Override
  public void character(int b) {
    begun = false;
    if (skip > 0) {
      skip--;
    } else if (state.target != Target.NOWHERE) {
      bytes.write(b);
    }
  }

  @Override
  public void symbol(char symbol) throws SAXException {
    flush();
    switch (symbol) {
      case '*' -> state.optional = begun;
      case '~' -> destinations.text(" ", state);
      case '_' -> destinations.text("-", state);
      default -> {}
    }
    begun = false;
  }

  private void flush() throws SAXException {
    if (bytes.size() > 0) {
      byte[] text = bytes.toByteArray();
      bytes.reset();
      destinations.bytes(text, state);
    }
  }

  @Override
  public void word(String word, int number) throws SAXException {
    String character = RtfWords.CHARACTERS.get(word);
    begun = false;
    if (skip > 0 && character != null) {
      skip--;
      return;
    }
    flush();
    skip = 0;
    if (word.equals("pard") && state.isInTable()) {
      // A brace is missing before: no table of the head holds paragraphs.
      state.target = Target.TEXT;
    }
    if (isOfFormula(word, character)) {
      destinations.formula(word, number, state);
      return;
    }
    if (state.optional) {
      state.optional = false;
      if (!RtfWords.OPTIONAL.contains(word)) {
        state.leave(true);
      }
    }
    if (character != null) {
      destinations.text(character, state);
    } else if (word.equals("u") && number != RtfScanner.WITHOUT_NUMBER) {
      destinations.text(SymbolFonts.text(String.valueOf((char) number), ""), state);
      skip = state.skippedAfterUnicode;
    } else if (RtfWords.APART.contains(word) || RtfWords.WITHOUT_TEXT.contains(word)) {
      state.leave(RtfWords.APART.contains(word));
    } else if (!destinations.begin(word, state)) {
      state.set(word, number);
      destinations.word(word, number, state);
    }
  }

  private boolean isOfFormula(String word, @Nullable String character) {
    return state.target == Target.FORMULA && character == null && !word.equals("u")
        || state.shows() && word.matches("moMath(Para)?");
  }

  void end() throws SAXException {
    flush();
    destinations.end();
  }
}
