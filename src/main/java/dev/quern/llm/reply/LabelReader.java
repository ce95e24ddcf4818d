package dev.quern.llm.reply;

import dev.quern.llm.reply.json.LenientJson;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads an answer that has to be one of the labels that were given. */
public final class LabelReader {

  /** What models put around a label: marks of Markdown, quotes, brackets, a full stop. */
  private static final Pattern AROUND =
      Pattern.compile(
          "^[\\s*_`#>\"'“”‘’「」『』«»\\[\\]()【】-]+|[\\s*_`\"'“”‘’「」『』«»\\[\\]()【】.。!！,，;；]+$");

  private static final Pattern NAMED =
      Pattern.compile(
          "^(?:the )?(?:label|category|class|标签|类别|分类|etiket|kategori|sınıf)[\\s*_`]*[:：][\\s*_`]*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private LabelReader() {}

  /**
   * The label that an answer names, as it was given; case and what stands around it do not count.
   *
   * @throws UnreadableReplyException when the answer is anything else than one of the labels
   */
  public static String read(Answer answer, List<String> labels) {
    String text = answer.answer().strip();
    String said = plain(field(text));
    for (String label : labels) {
      if (label.strip().equals(text) || plain(label).equals(said)) {
        return label.strip();
      }
    }
    throw UnreadableReplyException.of(
        "exactly one of the labels " + shown(labels) + " and nothing else",
        said.isEmpty() ? "there was none" : "the answer is none of them",
        answer.answer());
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

  private static String plain(String text) {
    String known = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC);
    String bare = AROUND.matcher(known).replaceAll("");
    bare = AROUND.matcher(NAMED.matcher(bare).replaceFirst("")).replaceAll("");
    return bare.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static String shown(List<String> labels) {
    String all = String.join(", ", labels);
    return all.length() <= 1_000 ? all : all.substring(0, all.offsetByCodePoints(0, 500)) + " …";
  }
}
