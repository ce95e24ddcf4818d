package dev.quern.document.reader.rtf;

import dev.quern.document.markup.SymbolFonts;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.math.GroupedMath;
import dev.quern.document.reader.rtf.RtfState.Target;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Follows the groups and words of a document, and gathers its text. */
final class RtfText implements RtfScanner.Target {

  private static final int MAX_DEPTH = 10_000;

  private final RtfFonts fonts = new RtfFonts();
  private final RtfLists lists = new RtfLists();
  private final RtfBlocks blocks;
  private final RtfFlow flow;
  private final RtfFields fields = new RtfFields();
  private final Deque<RtfState> outer = new ArrayDeque<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StringBuilder gathered = new StringBuilder();
  private final RtfStyles styles = new RtfStyles();
  private final GroupedMath math = new GroupedMath();
  private RtfState state = new RtfState();
  private int skip;

  /** Whether a group has just begun: only there a star makes what follows optional. */
  private boolean begun;

  RtfText(Xhtml out) {
    this.blocks = new RtfBlocks(lists, out);
    this.flow = new RtfFlow(blocks);
  }

  @Override
  public void open() throws SAXException {
    flush();
    begun = true;
    if (outer.size() < MAX_DEPTH) {
      outer.push(state);
      state = state.inner();
      if (state.target == Target.FORMULA) {
        math.open();
      }
    }
  }

  @Override
  public void close() throws SAXException {
    flush();
    begun = false;
    switch (state.target) {
      case LABEL -> blocks.label(gathered.toString());
      case NAME -> fields.name(gathered.toString());
      case VALUE -> {
        String picture = fields.picture(gathered.toString());
        if (!picture.isEmpty() && !state.hidden && !state.deleted) {
          flow.picture(picture);
        }
      }
      case LISTS -> {
        if (state.entry) {
          lists.label(gathered.toString());
        }
      }
      case STYLES -> {
        styles.end(gathered.toString(), blocks);
        gathered.setLength(0);
      }
      default -> {}
    }
    if (state.formula) {
      flow.add(math.latex(), "", "");
    } else if (state.target == Target.FORMULA) {
      math.close();
    } else if (state.note) {
      flow.endNote();
    } else if (state.box) {
      flow.endBox();
    } else if (state.entry && state.shows()) {
      flow.add(fields.symbol(), state.wrap(), "");
    }
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
      case '~' -> text(" ");
      case '_' -> text("-");
      default -> {}
    }
    begun = false;
  }

  private void flush() throws SAXException {
    if (bytes.size() == 0) {
      return;
    }
    String symbols = fonts.symbols(state.font);
    boolean raw = !symbols.isEmpty() || state.target == Target.LISTS;
    String text = bytes.toString(raw ? StandardCharsets.ISO_8859_1 : fonts.charset(state.font));
    bytes.reset();
    text(state.target == Target.LISTS ? text : SymbolFonts.text(text, symbols));
  }

  private void text(String text) throws SAXException {
    switch (state.target) {
      case TEXT -> {
        if (state.shows() && (text.isBlank() || !state.isInvisible(fonts))) {
          flow.add(text, state.wrap(), state.address);
        }
      }
      case COLORS -> fonts.endColor(text);
      case FONTS -> {
        gathered.append(text);
        if (text.endsWith(";")) {
          fonts.name(gathered.toString());
          gathered.setLength(0);
        }
      }
      case FORMULA -> math.text(text);
      case INSTRUCTION -> fields.instruction(text);
      case NOWHERE, OVERRIDES -> {}
      default -> gathered.append(text);
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
      formula(word, number);
      return;
    }
    if (state.optional) {
      state.optional = false;
      if (!RtfWords.OPTIONAL.contains(word)) {
        leave(true);
      }
    }
    if (character != null) {
      text(character);
    } else if (word.equals("u") && number != RtfScanner.WITHOUT_NUMBER) {
      text(SymbolFonts.text(String.valueOf((char) number), ""));
      skip = state.skippedAfterUnicode;
    } else if (RtfWords.APART.contains(word) || RtfWords.WITHOUT_TEXT.contains(word)) {
      leave(RtfWords.APART.contains(word));
    } else if (!destination(word)) {
      state.set(word, number);
      inTarget(word, number);
    }
  }

  private boolean isOfFormula(String word, @Nullable String character) {
    return state.target == Target.FORMULA && character == null && !word.equals("u")
        || state.shows() && word.matches("moMath(Para)?");
  }

  private void formula(String word, int number) {
    state.optional = false;
    if (state.target == Target.FORMULA) {
      state.set(word, number);
      math.word(word, number);
    } else {
      state.target = Target.FORMULA;
      state.formula = true;
      math.begin(word);
    }
  }

  private void leave(boolean apart) {
    state.target = Target.NOWHERE;
    state.apart |= apart;
  }

  /** Words that say where the text of their group goes. */
  private boolean destination(String word) {
    Target target = RtfWords.TARGETS.getOrDefault(word, Target.TEXT);
    if (target != Target.TEXT) {
      state.target = state.apart ? Target.NOWHERE : target;
      gathered.setLength(0);
      return true;
    }
    switch (word) {
      case "leveltext" -> {
        gathered.setLength(0);
        state.entry = true;
      }
      case "field" -> {
        fields.begin();
        state.entry = true;
      }
      case "fldrslt" -> state.address = fields.result();
      case "footnote", "shptxt" -> {
        if (!state.shows()) {
          leave(true);
          return true;
        }
        state.set(word, RtfScanner.WITHOUT_NUMBER);
        state.note = word.equals("footnote");
        state.box = !state.note;
        flow.begin();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void inTarget(String word, int number) throws SAXException {
    switch (state.target) {
      case TEXT -> structure(word, number);
      case FONTS -> fonts.entry(word, number);
      case COLORS -> fonts.color(word, number);
      case LISTS, OVERRIDES -> lists.entry(word, number);
      case STYLES -> styles.entry(word, number);
      default -> {}
    }
  }

  private void structure(String word, int number) throws SAXException {
    switch (word) {
      case "par", "sect" -> endParagraph();
      case "cell", "nestcell" -> flow.endCell(word.equals("nestcell"));
      case "row", "nestrow" -> flow.endRow(word.equals("nestrow"));
      default -> {
        fonts.head(word, number);
        flow.property(word, number);
      }
    }
  }

  /** Ends the paragraph, unless its end is deleted or hidden: then the next one goes on. */
  private void endParagraph() throws SAXException {
    if (state.shows()) {
      flow.endParagraph(state.box || outer.stream().anyMatch(one -> one.box));
    }
  }

  void end() throws SAXException {
    flush();
    flow.end();
  }
}
