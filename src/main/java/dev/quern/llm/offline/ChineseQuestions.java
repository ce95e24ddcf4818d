package dev.quern.llm.offline;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Questions from Chinese sentences: what is asked for is replaced where it stands ("铁塔于哪一年开放？"),
 * which Chinese grammar allows, up to the clause it stands in.
 */
final class ChineseQuestions implements QuestionMaker {

  private static final int MAX_LENGTH = 70;
  private static final BreakIterator WORDS =
      BreakIterator.getWordInstance(ULocale.SIMPLIFIED_CHINESE);
  private static final Pattern LEAD =
      Pattern.compile("^(?:然而|因此|但是|此外|另外|例如|比如|同时|所以|而且|不过|于是|其中|首先|其次|最后|总之|事实上|实际上|如今|但|而)，?");
  private static final Pattern NO_SUBJECT =
      Pattern.compile("^(?:它|他|她|这|那|该|其|此|本|我|你|您|如果|虽然|尽管|当|随着|在此|有些|有的|还|也|并)");
  private static final String UNIT =
      "(?:平方公里|平方米|立方米|公里|千米|厘米|毫米|公斤|千克|小时|分钟|美元|米|吨|克|人|个|座|年|天|元|层|级|次|种|家|条|台|度|页|名|部|本|项|岁|秒|倍|块|根|颗|件|位|间|所|万)";
  private static final Pattern DATE =
      Pattern.compile(
          "(?:公元前|公元)?\\d{3,4}年(\\d{1,2}月(?:\\d{1,2}日)?)?(?![代间多来])|\\d{1,2}世纪(?:\\d0年代|初|末|中叶)?");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\d年第])(?:约|大约|近|超过)?(?:\\d[\\d,.]*|[二两三四五六七八九十][一二三四五六七八九十百千]{0,5}|[一二三四五六七八九]?[十百千][一二三四五六七八九十百千零]{0,5})(?:多|余)?[万亿]?(?:多|余)?("
              + UNIT
              + ")");
  private static final Pattern AGENT =
      Pattern.compile("由([^，。；、]{2,16}?)(负责|设计|建造|创建|创立|发明|提出|编写|制作|组织|管理|主持|组成|构成|制成)");
  private static final Pattern PLACE =
      Pattern.compile("(?<!是)(位于|坐落于|坐落在|生活在|分布在|出生于|建在|藏于|设在)[^，。；]+");
  private static final Pattern CAUSE_FIRST =
      Pattern.compile("^(?:因为|由于)([^，]+)，(?:所以|因此|因而)?(.+)$");
  private static final Pattern CAUSE_LAST = Pattern.compile("^(.{4,}?)(?:，|是)(?:因为|由于)(.+)$");
  private static final Pattern PURPOSE = Pattern.compile("^为了([^，]+)，(.+)$");
  private static final Pattern MEANS = Pattern.compile("^(?:通过|利用|借助)([^，]+)，(.+)$");
  private static final Pattern IS =
      Pattern.compile("^([^，。；是]{2,18})(?<![不就也还都便正只并而总可但若即凡于要])是([^否因由]{2,}[^，]*).*$");
  private static final Pattern ABLE =
      Pattern.compile("^([^，。；]{2,16}?)(可以|能够|必须|应该|应当|需要)([^，]{2,}).*$");
  private static final Pattern HOLDS =
      Pattern.compile("^([^，。；]{2,18}?)(包括|包含|分为|具有|拥有)([^，]{2,}).*$");
  private static final Pattern PERSON =
      Pattern.compile(".*(?:家|工程师|设计师|建筑师|皇帝|总统|国王|诗人|作者|创始人|发明者|学者|教授|导演)$");
  private static final Pattern COMMON =
      Pattern.compile(
          "(?:这个|那个|一个|一种|可以|能够|因为|所以|如果|但是|以及|或者|已经|没有|非常|什么|他们|我们|它们|进行|成为|通过|由于|需要|必须|其中|后来|目前|大约|超过|之间|之后|之前|第一|许多|不同|同时|作为|使用|开始|仍然|直到|并且|每年|每天)");

  @Override
  public List<QuestionCandidate> about(Sentence sentence, String text) {
    List<QuestionCandidate> found = new ArrayList<>();
    String clause = sentence.plain().replaceAll("[。！!….；;，,\\s]+$", "").replace(" ", "");
    clause = LEAD.matcher(clause).replaceFirst("");
    if (!NO_SUBJECT.matcher(clause).find()) {
      reasons(clause, found);
      gap(clause, DATE.matcher(clause), ChineseQuestions::dateWord, QuestionKind.WHEN, found);
      gap(
          clause,
          AGENT.matcher(clause),
          m -> "由" + ("组成构成制成".contains(m.group(2)) ? "什么" : "谁") + m.group(2),
          QuestionKind.WHO,
          found);
      gap(clause, PLACE.matcher(clause), m -> m.group(1) + "哪里", QuestionKind.WHERE, found);
      gap(
          clause,
          NUMBER.matcher(DATE.matcher(clause).replaceAll(m -> "〇".repeat(m.group().length()))),
          m -> "多少" + m.group(1),
          QuestionKind.HOW_MUCH,
          found);
      said(clause, found);
    }
    together(sentence.plain(), text, found);
    found.removeIf(candidate -> candidate.question().length() > MAX_LENGTH);
    return found;
  }

  private static String dateWord(Matcher date) {
    if (date.group().contains("世纪")) {
      return "什么年代";
    }
    return date.group(1) == null ? "哪一年" : "什么时候";
  }

  private static void gap(
      String clause,
      Matcher gap,
      java.util.function.Function<Matcher, String> word,
      QuestionKind kind,
      List<QuestionCandidate> found) {
    if (gap.find() && gap.start() > 1) {
      int end = clause.indexOf('，', gap.end());
      String rest = end < 0 ? clause.substring(gap.end()) : clause.substring(gap.end(), end);
      add(clause.substring(0, gap.start()) + word.apply(gap) + rest, kind, false, found);
    }
  }

  private static void reasons(String clause, List<QuestionCandidate> found) {
    Matcher first = CAUSE_FIRST.matcher(clause);
    Matcher last = CAUSE_LAST.matcher(clause);
    if (first.matches()) {
      add("为什么" + first.group(2), QuestionKind.WHY, false, found);
    } else if (last.matches()) {
      add("为什么" + last.group(1), QuestionKind.WHY, false, found);
    }
    Matcher purpose = PURPOSE.matcher(clause);
    if (purpose.matches()) {
      add(purpose.group(2) + "是为了什么", QuestionKind.WHY, false, found);
    }
    Matcher means = MEANS.matcher(clause);
    if (means.matches()) {
      add("如何做到“" + means.group(2) + "”", QuestionKind.HOW, false, found);
    }
  }

  private static void said(String clause, List<QuestionCandidate> found) {
    Matcher is = IS.matcher(clause);
    if (is.matches()) {
      int end = is.group(2).indexOf('，');
      String what = end < 0 ? is.group(2) : is.group(2).substring(0, end);
      boolean person = PERSON.matcher(what).matches();
      add(
          is.group(1) + (person ? "是谁" : "是什么"),
          person ? QuestionKind.WHO : QuestionKind.WHAT,
          false,
          found);
    }
    Matcher holds = HOLDS.matcher(clause);
    if (holds.matches()) {
      add(
          holds.group(1) + holds.group(2) + "哪些" + (holds.group(2).equals("分为") ? "类别" : "内容"),
          QuestionKind.WHICH,
          false,
          found);
    }
    Matcher able = ABLE.matcher(clause);
    if (able.matches()) {
      add(able.group(1) + able.group(2) + "做什么", QuestionKind.WHAT, false, found);
    }
  }

  private static void together(String plain, String text, List<QuestionCandidate> found) {
    List<String> words = words(plain, text);
    if (words.size() > 1) {
      add(words.get(0) + "与" + words.get(1) + "之间有什么联系", QuestionKind.HOW, true, found);
    }
    if (!words.isEmpty()) {
      add("关于" + words.get(0) + "，有哪些值得了解的事实", QuestionKind.WHICH, true, found);
    }
  }

  private static List<String> words(String plain, String text) {
    BreakIterator breaks = (BreakIterator) WORDS.clone();
    breaks.setText(plain);
    List<String> words = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      String word = plain.substring(from, to);
      if (word.length() > 1
          && word.chars().allMatch(Character::isLetter)
          && !words.contains(word)
          && !COMMON.matcher(word).matches()) {
        words.add(word);
      }
    }
    words.sort(
        Comparator.comparingInt(word -> -2 * word.length() - (repeated(word, text) ? 3 : 0)));
    return words;
  }

  private static boolean repeated(String word, String text) {
    int first = text.indexOf(word);
    return first >= 0 && text.indexOf(word, first + word.length()) >= 0;
  }

  private static void add(
      String question, QuestionKind kind, boolean lastResort, List<QuestionCandidate> found) {
    if (question.length() > 5 && question.chars().noneMatch(c -> c == '〇')) {
      found.add(new QuestionCandidate(question + "？", kind, lastResort));
    }
  }
}
