package dev.quern.llm.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Questions from Turkish sentences: what is asked for is replaced where it stands ("Kule hangi
 * yılda açıldı?"), and a reason is asked for before the verb, which comes last.
 */
final class TurkishQuestions implements QuestionMaker {

  private static final int MAX_LENGTH = 180;
  private static final Locale TR = Locale.forLanguageTag("tr");
  private static final Pattern LEAD =
      Pattern.compile(
          "^(?:Ancak|Ayrıca|Örneğin|Bununla birlikte|Bu nedenle|Bu yüzden|Fakat|Ama|Böylece|Sonuç olarak|Buna karşılık"
              + "|Bugün|Sonunda|Üstelik|Öte yandan|Genellikle|Daha sonra|Son olarak),?\\s+");
  private static final Pattern NO_SUBJECT =
      Pattern.compile(
          "^(?:Bu|Şu|O|Onlar|Bunlar|Bunun|Onun|Onu|Bunu|Burada|Orada|Buna|Ona|Biz|Siz|Ben|Eğer|Kendi|Böyle|Öyle|Diğer|İkisi|Her ikisi)\\b",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final String MONTHS =
      "(?:Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık)";
  private static final Pattern SINCE =
      Pattern.compile("(?<!\\d)\\d{3,4}(?: yılından|['’](?:den|dan|ten|tan)) (?:beri|bu yana)");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)\\d{3,4} yılında(?!\\p{L})");
  private static final Pattern YEAR_ALONE = Pattern.compile("(?<!\\d)(?:1\\d|20)\\d\\d(?!\\d)");
  private static final Pattern DAY =
      Pattern.compile(
          "(?:\\d{1,2} )?"
              + MONTHS
              + "(?: \\d{4})?['’](?:de|da|te|ta)(?!\\p{L})|(?<!\\d)\\d{4}['’](?:de|da|te|ta)(?!\\p{L})");
  private static final Pattern CENTURY = Pattern.compile("\\d{1,2}\\. yüzyılda(?!\\p{L})");
  private static final Pattern AGENT =
      Pattern.compile("(?<=\\s)(?:\\p{Lu}[\\p{L}'’.]*\\s){1,4}tarafından");
  private static final Pattern PLACE =
      Pattern.compile("(?<=\\s)\\p{Lu}\\p{L}+['’](?:de|da|te|ta)(?=[\\s,]|$)");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\d%.,'’\\p{L}])(?:yaklaşık )?\\d[\\d.,]*(?<![.,])(?: bin| milyon| milyar)?(?= \\p{Ll})(?! yıl(?:ı|ın)| yüzyıl| (?:Ocak|Şubat))");
  private static final Pattern CAUSE_LAST = Pattern.compile("^(.+?),? çünkü .+$");
  private static final Pattern CAUSE_FIRST =
      Pattern.compile("^[^,]{3,80}? (?:nedeniyle|yüzünden|sayesinde|dolayı|sebebiyle),? (.+)$");
  private static final Pattern DEFINED =
      Pattern.compile("^([^,;:]{3,60}), .*\\p{L}{2,}(?:dır|dir|dur|dür|tır|tir|tur|tür)$");

  @Override
  public List<QuestionCandidate> about(Sentence sentence, String text) {
    List<QuestionCandidate> found = new ArrayList<>();
    String clause = sentence.plain().replaceAll("[.!…;,]+$", "");
    clause = LEAD.matcher(clause).replaceFirst("");
    if (!NO_SUBJECT.matcher(clause).find()) {
      reasons(clause, found);
      gap(clause, SINCE, m -> "ne zamandan beri", QuestionKind.WHEN, found);
      gap(clause, YEAR, m -> "hangi yılda", QuestionKind.WHEN, found);
      gap(clause, DAY, m -> "ne zaman", QuestionKind.WHEN, found);
      gap(clause, CENTURY, m -> "hangi yüzyılda", QuestionKind.WHEN, found);
      gap(clause, AGENT, m -> "kim tarafından", QuestionKind.WHO, found);
      gap(clause, PLACE, m -> "nerede", QuestionKind.WHERE, found);
      gap(clause, NUMBER, m -> "kaç", QuestionKind.HOW_MUCH, found);
      Matcher defined = DEFINED.matcher(clause);
      if (defined.matches() && defined.group(1).split(" ").length < 6) {
        add(defined.group(1) + " nedir", QuestionKind.WHAT, false, found);
      }
    }
    together(sentence.plain(), found);
    found.removeIf(candidate -> candidate.question().length() > MAX_LENGTH);
    return found;
  }

  private static void gap(
      String clause,
      Pattern what,
      Function<Matcher, String> word,
      QuestionKind kind,
      List<QuestionCandidate> found) {
    Matcher gap = what.matcher(clause);
    if (gap.find()) {
      add(
          clause.substring(0, gap.start()) + word.apply(gap) + clause.substring(gap.end()),
          kind,
          false,
          found);
    }
  }

  private static void reasons(String clause, List<QuestionCandidate> found) {
    Matcher last = CAUSE_LAST.matcher(clause);
    Matcher first = CAUSE_FIRST.matcher(clause);
    String effect = last.matches() ? last.group(1) : first.matches() ? first.group(1) : "";
    int verb = effect.lastIndexOf(' ');
    if (verb > 0) {
      add(
          effect.substring(0, verb) + " neden" + effect.substring(verb),
          QuestionKind.WHY,
          false,
          found);
    }
  }

  private static void together(String plain, List<QuestionCandidate> found) {
    int verb = plain.lastIndexOf(' ');
    List<String> phrases = KeyPhrases.of(plain.substring(0, verb), TR);
    if (phrases.isEmpty()) {
      return;
    }
    String first = phrases.get(0);
    add("“" + first + "” hakkında neler bilinmektedir", QuestionKind.WHAT, true, found);
    if (YEAR_ALONE.matcher(plain).find()) {
      add("“" + first + "” hangi yılla ilgilidir", QuestionKind.WHICH, true, found);
    }
    if (phrases.size() > 1) {
      String question = "“%s” ile “%s” arasında nasıl bir bağlantı vardır";
      add(question.formatted(first, phrases.get(1)), QuestionKind.HOW, true, found);
    }
  }

  private static void add(
      String question, QuestionKind kind, boolean lastResort, List<QuestionCandidate> found) {
    String text = question.strip();
    if (text.indexOf(' ') > 0) {
      found.add(new QuestionCandidate(first(text) + text.substring(1) + "?", kind, lastResort));
    }
  }

  private static String first(String text) {
    return text.charAt(0) == 'i' ? "İ" : text.substring(0, 1).toUpperCase(Locale.ROOT);
  }
}
