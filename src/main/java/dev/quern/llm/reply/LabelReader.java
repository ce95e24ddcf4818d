package dev.quern.llm.reply;

import dev.quern.llm.reply.json.LenientJson;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an answer that has to be one of the labels that were given. */
public final class LabelReader {

  /**
   * What models put in front of a label: marks of Markdown, quotes, brackets; a dash and a {@code
   * >} before blanks or words only, because -1 and >5 are labels of their own.
   */
  private static final String FRONT =
      "(?:[\\s*_`#\"'“”‘’「」『』«»\\[\\]()【】]|-+(?=\\s)|>+(?=[\\s\\p{L}]))*+";

  private static final Pattern BEFORE =
      Pattern.compile(
          FRONT
              + "(?:(?:the )?(?:label|category|class|标签|类别|分类|etiket|kategori|sınıf)[\\s*_`]*[:：]"
              + FRONT
              + ")?+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** And what they put behind it: the same marks, a full stop, a comma. */
  private static final String BACK = "[\\s*_`\"'“”‘’「」『』«»\\[\\]()【】.。!！,，;；]";

  private static final Pattern BEHIND = Pattern.compile(BACK + "*+");
  private static final Pattern END = Pattern.compile("(?<!" + BACK + ")" + BACK + "*+$");

  private static final Locale TURKISH = Locale.forLanguageTag("tr");

  /** How texts are held against labels, the closest first. */
  private static final List<UnaryOperator<String>> FOLDS =
      List.of(
          text -> text,
          text -> text.toLowerCase(TURKISH),
          LabelReader::small,
          text -> small(Normalizer.normalize(text, Normalizer.Form.NFKC).replace('\u2212', '-')));

  private LabelReader() {}

  /**
   * The label that an answer names, as it was given. The very label counts first; else case, form
   * and what stands around it do not count, as long as that leaves one label only.
   *
   * @throws UnreadableReplyException when the answer is anything else than one of the labels
   */
  public static String read(Answer answer, List<String> labels) {
    Set<String> known = new LinkedHashSet<>(labels.stream().map(String::strip).toList());
    String text = answer.answer().strip();
    String said = field(text).strip();
    if (known.contains(text) || known.contains(said)) {
      return known.contains(text) ? text : said;
    }
    Set<String> fitting = fitting(said, known);
    if (fitting.size() == 1) {
      return fitting.iterator().next();
    }
    throw UnreadableReplyException.of(
        "exactly one of the labels " + shown(labels) + " and nothing else",
        BEHIND.matcher(said).matches()
            ? "there was none"
            : fitting.isEmpty() ? "the answer is none of them" : "the answer may be several",
        answer.answer());
  }

  /** Which of the two letters i is meant is lost where a text is not known to be Turkish. */
  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT).replace("\u0307", "").replace('ı', 'i');
  }

  /** The longest labels that the text is, with as little folded as can be. */
  private static Set<String> fitting(String text, Set<String> labels) {
    Set<String> fitting = new LinkedHashSet<>();
    for (UnaryOperator<String> fold : FOLDS) {
      String folded = folded(fold, text);
      int longest = 0;
      for (String label : labels) {
        String wanted = folded(fold, label);
        if (!wanted.isEmpty() && wanted.length() >= longest && isAll(folded, wanted)) {
          if (wanted.length() > longest) {
            fitting.clear();
          }
          longest = wanted.length();
          fitting.add(label);
        }
      }
      if (!fitting.isEmpty()) {
        return fitting;
      }
    }
    String bare = bare(text);
    labels.stream()
        .filter(label -> !bare.isEmpty() && bare(label).equals(bare))
        .forEach(fitting::add);
    return fitting;
  }

  /** Without what may stand around a label, which may be the label's own: {@code (A)}, "Yes!". */
  private static String bare(String text) {
    String folded = folded(FOLDS.get(FOLDS.size() - 1), text);
    Matcher before = BEFORE.matcher(folded);
    String rest = before.lookingAt() ? folded.substring(before.end()) : folded;
    return END.matcher(rest).replaceFirst("");
  }

  private static String folded(UnaryOperator<String> fold, String text) {
    return fold.apply(text).strip().replaceAll("\\s+", " ");
  }

  /** Whether the text is the label and what may stand around it. */
  private static boolean isAll(String text, String label) {
    Matcher before = BEFORE.matcher(text).useTransparentBounds(true);
    Matcher behind = BEHIND.matcher(text);
    for (int at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
      int end = at + label.length();
      if (before.region(0, at).matches() && behind.region(end, text.length()).matches()) {
        return true;
      }
    }
    return false;
  }

  /** The text, or the one string of the object that it is. */
  private static String field(String text) {
    List<LenientJson.Found> found = LenientJson.in(text);
    if (found.size() == 1 && found.get(0).value().size() == 1 && found.get(0).whole()) {
      String only = found.get(0).value().elements().next().asText("");
      return only.isEmpty() ? text : only;
    }
    return text;
  }

  private static String shown(List<String> labels) {
    String all = String.join(", ", labels);
    return all.length() <= 1_000 ? all : all.substring(0, all.offsetByCodePoints(0, 500)) + " …";
  }
}
