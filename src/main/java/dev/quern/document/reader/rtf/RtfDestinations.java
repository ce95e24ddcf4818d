package dev.quern.document.reader.rtf;

import dev.quern.document.markup.SymbolFonts;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.math.GroupedMath;
import dev.quern.document.reader.rtf.RtfState.Target;
import dev.quern.document.reader.rtf.block.RtfBlocks;
import dev.quern.document.reader.rtf.block.RtfFlow;
import dev.quern.document.reader.rtf.block.RtfLists;
import java.nio.charset.StandardCharsets;
import org.xml.sax.SAXException;

/** Where the text and the words of a group go: into the document, or into one of its tables. */
final class RtfDestinations {

  private final RtfFonts fonts = new RtfFonts();
  private final RtfStyles styles = new RtfStyles();
  private final RtfLists lists = new RtfLists();
  private final RtfFields fields = new RtfFields();
  private final GroupedMath math = new GroupedMath();
  private final RtfBlocks blocks;
  private final RtfFlow flow;
  private final StringBuilder gathered = new StringBuilder();

  RtfDestinations(Xhtml out) {
    this.blocks = new RtfBlocks(lists, out);
    this.flow = new RtfFlow(blocks);
  }

  /** A group begins, in the state of the one around it. */
  void open(RtfState state) {
    if (state.target == Target.FORMULA) {
      math.open();
    }
  }

  /** A group ends, and what began with it. */
  void close(RtfState state) throws SAXException {
    endTarget(state);
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
  }

  private void endTarget(RtfState state) {
    switch (state.target) {
      case LABEL -> blocks.label(gathered.toString());
      case NAME -> fields.name(gathered.toString());
      case VALUE -> {
        String image = fields.image(gathered.toString());
        if (!image.isEmpty() && !state.hidden && !state.deleted) {
          flow.image(image);
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
  }

  /** Text as it stands in the file, in the charset of its font. */
  void bytes(byte[] bytes, RtfState state) throws SAXException {
    String symbols = fonts.symbols(state.font);
    if (state.target == Target.LISTS) {
      text(new String(bytes, StandardCharsets.ISO_8859_1), state);
    } else if (symbols.isEmpty()) {
      text(new String(bytes, fonts.charset(state.font)), state);
    } else {
      text(SymbolFonts.text(new String(bytes, StandardCharsets.ISO_8859_1), symbols), state);
    }
  }

  void text(String text, RtfState state) throws SAXException {
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

  /** A word of a formula, or one that begins one. */
  void formula(String word, int number, RtfState state) {
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

  /**
   * Takes a word that says where the text of its group goes.
   *
   * @return whether it was such a word
   */
  boolean begin(String word, RtfState state) {
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
      case "footnote", "shptxt" -> beginInner(word, state);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A note or a text box begins. */
  private void beginInner(String word, RtfState state) {
    if (!state.shows()) {
      state.leave(true);
      return;
    }
    state.set(word, RtfScanner.WITHOUT_NUMBER);
    state.note = word.equals("footnote");
    state.box = !state.note;
    flow.begin();
  }

  /** Any other word. */
  void word(String word, int number, RtfState state) throws SAXException {
    switch (state.target) {
      case TEXT -> structure(word, number, state);
      case FONTS -> fonts.entry(word, number);
      case COLORS -> fonts.color(word, number);
      case LISTS, OVERRIDES -> lists.entry(word, number);
      case STYLES -> styles.entry(word, number);
      default -> {}
    }
  }

  private void structure(String word, int number, RtfState state) throws SAXException {
    switch (word) {
      case "par", "sect" -> {
        // Where the end is deleted or hidden, the next paragraph goes on with this one.
        if (state.shows()) {
          flow.endParagraph(state.box || state.inBox);
        }
      }
      case "cell", "nestcell" -> flow.endCell(word.equals("nestcell"));
      case "row", "nestrow" -> flow.endRow(word.equals("nestrow"));
      default -> {
        fonts.head(word, number);
        flow.property(word, number);
      }
    }
  }

  void end() throws SAXException {
    flow.end();
  }
}
