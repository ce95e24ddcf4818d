package dev.quern.llm.reply.text;

import com.ibm.icu.text.Normalizer2;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of one question: cleaned, compared, and told from prose and refusals. */
public final class QuestionCleaner {

  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
  private static final String KEPT_IN_KEYS = "#@%&/+*";
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]++");

  /** What may stand around a text, half of it at each end; the longer ones first. */
  private static final List<String> PAIRS =
      List.of("****", "____", "\"\"", "“”", "``", "「」", "『』", "**", "__");

  private static final String OPENERS = "*_\"“`「『";
  private static final String MARKS = "?？؟\u037E՞፧⁇⁈⸮﹖";

  /** A question that was cut at the most characters that a schema allows has no end. */
  static final int MAX_LENGTH = 500;

  /** An address may end in a question mark, or be cut behind one. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://|www\\.)\\S*", Pattern.CASE_INSENSITIVE);

  private static final String ENGLISH_TASKS =
      "describe|explain|compare|contrast|summari[sz]e|identify|discuss|outline"
          + "|give|calculate|distinguish|evaluate|analy[sz]e|illustrate|derive|prove|show|tell"
          + "|(?:list|name|define|state)(?! of\\b| ?[:：])";
  private static final String CHINESE_TASKS = "请|简述|描述|解释|说明|列举|列出|分析|比较|对比|概括|概述|总结|阐述|论述|试述|指出";
  private static final String TURKISH_TASKS =
      "(?:^|\\s)(?:açıkla|anlat|listele|karşılaştır|özetle|tanımla|belirt|say|değerlendir|tartış|yorumla"
          + "|hesapla|sırala|göster)(?:y?[ıiuü]n(?:[ıiuü]z)?)?[.!]?$";

  private static final Pattern ASKS =
      Pattern.compile(
          "^(?:(?:what|who|whom|whose|when|where|why|how|which|in what|in which|by what|at what"
              + "|for what|to what|on what|"
              + ENGLISH_TASKS
              + ")\\b|(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had)\\b"
              + "(?![^?]*\\.$)|"
              + CHINESE_TASKS
              + ")|(?:什么|谁|何时|何地|何处|哪(?!怕)|为何|如何|怎么|怎样|多少|几(?![乎率何])|是否|能否|可否)"
              + "(?![^?？]*[。.]$)|[吗呢]$"
              + "|(?:^|\\s)(?:ne|nedir|neler|nelerdir|kim|kimdir|kimin|neden|niçin|niye|nasıl|nasıldır"
              + "|hangi|hangisi|hangileri|kaç|kaçtır|nerede|nereye|nereden|m[ıiuü](?:dır|dir|dur|dür)?)"
              + "(?=\\s|$)|"
              + TURKISH_TASKS,
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Said behind a question, and of its answer. */
  private static final Pattern REQUESTS =
      Pattern.compile(
          "^(?:please|answer(?! ?[:：])|use|include|justify|support|provide|mention|consider|cite|write"
              + "|choose|select|elaborate|assume|suppose|refer|be|keep|"
              + ENGLISH_TASKS
              + ")\\b|^(?:试|举例|要求|并|"
              + CHINESE_TASKS
              + ")|(?:说明|分析|回答|作答|阐述|论述|解释|讨论|举例)(?:理由|原因)?[。.]?$|"
              + TURKISH_TASKS,
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern REFUSES =
      Pattern.compile(
          "^(?:i['’]?m (?:very |so |truly )?(?:sorry|afraid|unable|not able)|i am (?:very )?(?:sorry|unable|not able|afraid)"
              + "|sorry\\b|apologies|my apologies|i apologi[sz]e|i (?:can['’]?t|cannot|can not|won['’]?t"
              + "|am unable|don['’]?t)\\b|unfortunately|as an ai\\b|no questions\\b"
              + "|(?:非常|很|十分|真的)?(?:抱歉|对不起|遗憾)|我(?:无法|不能|没有办法|没办法)|作为(?:一个|一名)?(?:ai|人工智能)"
              + "|(?:çok )?üzgünüm|özür dilerim|maalesef|ne yazık ki|bir yapay zek)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Asked of the user, and not about a text. */
  private static final Pattern OFFERS =
      Pattern.compile(
          "(?:could|can|would|will) you (?:please |kindly )?(?:provide|share|give me|send|clarify|specify"
              + "|paste|like)|(?:how|what) (?:can|may|else can) i (?:help|assist|do)"
              + "|would you like|do you want me|is there anything|what would you like|let me know"
              + "|请(?:您)?提供|您能提供|需要我|我能帮|有什么可以帮"
              + "|yardımcı olabilir|metni (?:paylaş|gönder|sağla)|ister misiniz",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private QuestionCleaner() {}

  /** One line, without edges of quotes or emphasis; empty when nothing is left. */
  public static String clean(String raw) {
    String text = oneLine(InvisibleCharacters.withoutInvisible(raw)).strip();
    for (boolean changed = true; changed && text.length() > 1; ) {
      String bare = withoutPair(text);
      changed = bare.length() < text.length();
      text = bare;
    }
    return saysNothing(text) ? "" : text;
  }

  /** The text with one space for each run of white space; nearly all texts are so already. */
  private static String oneLine(String text) {
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '\u00A0' || c == ' ' && before == ' ') {
        return SPACE.matcher(text).replaceAll(" ");
      }
      before = c;
    }
    return text;
  }

  /** Nearly all texts have a plain letter, and need no key to be told from marks alone. */
  private static boolean saysNothing(String text) {
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i) | 0x20;
      if (c >= 'a' && c <= 'z') {
        return false;
      }
    }
    return key(text).isEmpty();
  }

  private static String withoutPair(String text) {
    if (OPENERS.indexOf(text.charAt(0)) < 0) {
      return text;
    }
    for (String pair : PAIRS) {
      String open = pair.substring(0, pair.length() / 2);
      String close = pair.substring(pair.length() / 2);
      if (text.length() > pair.length() && text.startsWith(open) && text.endsWith(close)) {
        String inner = text.substring(open.length(), text.length() - close.length());
        if (!inner.contains(open) && !inner.contains(close)) {
          return inner.strip();
        }
      }
    }
    return text;
  }

  /** What two questions share that differ only in case, spaces and punctuation. */
  public static String key(String question) {
    String text = NFKC.normalize(question).toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean number =
          (c == '.' || c == ',' || c == '-')
              && i + 1 < text.length()
              && Character.isDigit(text.charAt(i + 1));
      boolean kept =
          Character.isLetterOrDigit(c)
              || Character.isSurrogate(c)
              || KEPT_IN_KEYS.indexOf(c) >= 0
              || Character.getType(c) == Character.MATH_SYMBOL
              || Character.getType(c) == Character.CURRENCY_SYMBOL
              || Character.getType(c) == Character.NON_SPACING_MARK
              || Character.getType(c) == Character.COMBINING_SPACING_MARK;
      if (kept || number) {
        key.append(c);
      }
    }
    return key.toString();
  }

  public static boolean asks(String question) {
    if (question.length() >= MAX_LENGTH && !endsAsking(question)
        || ADDRESS.matcher(question).matches()) {
      return false;
    }
    return endsAsking(question) || (!refuses(question) && ASKS.matcher(question).find());
  }

  /** Whether a text that follows a question tells how to answer it. */
  static boolean requests(String text) {
    return REQUESTS.matcher(text).find();
  }

  public static boolean endsAsking(CharSequence text) {
    int end = text.length();
    while (end > 0 && "\"'”’)）」』】]*_` !！".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end > 0 && MARKS.indexOf(text.charAt(end - 1)) >= 0;
  }

  /** Whether a model asks for something, and not about its text. */
  public static boolean offers(String text) {
    return OFFERS.matcher(text).find();
  }

  public static boolean refuses(String text) {
    return REFUSES.matcher(text).find();
  }
}
