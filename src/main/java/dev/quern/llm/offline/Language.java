package dev.quern.llm.offline;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;

/** The languages of the stand-in, each with its sentence ends and its way to ask. */
enum Language {
  ENGLISH(
      ULocale.ENGLISH,
      " ",
      new EnglishQuestions(),
      List.of("Fig.", "No.", "approx.", "e.g.", "i.e.", "vs.", "St.")),
  CHINESE(ULocale.SIMPLIFIED_CHINESE, "", new ChineseQuestions(), List.of()),
  TURKISH(
      new ULocale("tr"),
      " ",
      new TurkishQuestions(),
      List.of(
          "Dr.", "Prof.", "Doç.", "Av.", "Sn.", "vb.", "vs.", "örn.", "bkz.", "yy.", "Hz.", "Alb.",
          "M.Ö.", "M.S.", "No.", "Cad.", "Sok."));

  private static final int LOOKED_AT = 4_000;

  private final String space;
  private final QuestionMaker asker;
  private final BreakIterator breaks;
  private final Locale locale;

  Language(ULocale locale, String space, QuestionMaker asker, List<String> abbreviations) {
    this.space = space;
    this.asker = asker;
    this.locale = locale.toLocale();
    FilteredBreakIteratorBuilder builder = FilteredBreakIteratorBuilder.getInstance(locale);
    abbreviations.forEach(builder::suppressBreakAfter);
    this.breaks = builder.wrapIteratorWithFilter(BreakIterator.getSentenceInstance(locale));
  }

  /** The language asked for, unless the text is plainly in another of the three. */
  static Language of(String text, String wanted) {
    Language asked =
        switch (wanted) {
          case "en" -> ENGLISH;
          case "zh-CN" -> CHINESE;
          case "tr" -> TURKISH;
          default -> throw OfflineCannotException.language(wanted);
        };
    int han = 0;
    int letters = 0;
    int turkish = 0;
    for (int i = 0; i < Math.min(text.length(), LOOKED_AT); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        letters++;
        han += c >= '\u4E00' && c <= '\u9FFF' ? 1 : 0;
        turkish += "ğışĞİŞ".indexOf(c) >= 0 ? 1 : 0;
      }
    }
    if (3 * han > letters) {
      return CHINESE;
    }
    if (50 * turkish > letters) {
      return TURKISH;
    }
    boolean english = text.contains(" the ") || text.contains(" of ");
    return asked == CHINESE || (turkish == 0 && english) ? ENGLISH : asked;
  }

  BreakIterator breaks() {
    return (BreakIterator) breaks.clone();
  }

  String space() {
    return space;
  }

  QuestionMaker asker() {
    return asker;
  }

  Locale locale() {
    return locale;
  }
}
