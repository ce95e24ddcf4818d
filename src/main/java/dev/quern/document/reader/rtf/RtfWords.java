package dev.quern.document.reader.rtf;

import dev.quern.document.reader.rtf.block.RtfLine;
import java.util.Map;
import java.util.Set;

/** Which control words are characters, and which begin what is no text. */
final class RtfWords {

  static final Map<String, String> CHARACTERS =
      Map.ofEntries(
          Map.entry("tab", "\t"),
          Map.entry("line", RtfLine.LINE_BREAK),
          Map.entry("page", RtfLine.LINE_BREAK),
          Map.entry("column", RtfLine.LINE_BREAK),
          Map.entry("lquote", "‘"),
          Map.entry("rquote", "’"),
          Map.entry("ldblquote", "“"),
          Map.entry("rdblquote", "”"),
          Map.entry("bullet", "•"),
          Map.entry("endash", "–"),
          Map.entry("emdash", "—"),
          Map.entry("enspace", " "),
          Map.entry("emspace", " "),
          Map.entry("qmspace", " "),
          Map.entry("zwj", "\u200D"),
          Map.entry("zwnj", "\u200C"));

  /** What runs through a document, or is about it; nothing inside is shown. */
  static final Set<String> APART =
      Set.of(
          ("header headerl headerr headerf footer footerl footerr footerf info xe tc tcn rxe txe"
                  + " ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn annotation atnid template"
                  + " filetbl private bkmkstart bkmkend comment")
              .split(" "));

  /** What holds no text of its own; something inside may be shown. */
  static final Set<String> WITHOUT_TEXT =
      Set.of(
          "pict shprslt nonshppict nonesttables do objdata mmathPict themedata datafield pntxta"
              .split(" "));

  /** Those that are marked as optional, and yet are read. */
  static final Set<String> OPTIONAL =
      Set.of(
          ("listtable listoverridetable fldinst shpinst nesttableprops picprop shppict footnote"
                  + " listtext pntext")
              .split(" "));

  /** Those that say where the text of their group goes. */
  static final Map<String, RtfState.Target> TARGETS =
      Map.of(
          "fonttbl", RtfState.Target.FONTS,
          "colortbl", RtfState.Target.COLORS,
          "stylesheet", RtfState.Target.STYLES,
          "listtable", RtfState.Target.LISTS,
          "listoverridetable", RtfState.Target.OVERRIDES,
          "listtext", RtfState.Target.LABEL,
          "pntext", RtfState.Target.LABEL,
          "fldinst", RtfState.Target.INSTRUCTION,
          "sn", RtfState.Target.NAME,
          "sv", RtfState.Target.VALUE);

  private RtfWords() {}
}
