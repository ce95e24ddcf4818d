package dev.quern.llm.offline;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@link EnglishQuestions} knows of English: openings, times, subjects, verbs, reasons,
 * places.
 */
final class EnglishGrammar {

  private static final String TIME_WORDS =
      "(?:in|on|since|until|by|around|during|before|after)\\s+(?:the\\s+|early\\s+|late\\s+)*+"
          + "(?:(?:\\d{1,2}\\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
          + "(?:\\s+\\d{1,2}(?:st|nd|rd|th)?)?(?:,?\\s+\\d{4})?|\\d{4}s?|\\d{1,2}(?:st|nd|rd|th)\\s+century|\\w+teenth\\s+century|twentieth\\s+century)"
          + "|(?:between|from)\\s+\\d{4}\\s+(?:and|to|until)\\s+\\d{4}";
  static final Pattern LEAD =
      Pattern.compile(
          "^(?:However|Therefore|Moreover|Furthermore|In addition|For example|For instance|As a result|Today|Then|Later"
              + "|Finally|First|Second|Also|Thus|Hence|Instead|Meanwhile|Consequently|In fact|Of course|But|So|And|Still|Yet"
              + "|Nevertheless|Similarly|Usually|Often|Now),?\\s+");
  static final Pattern TIME_LEAD =
      Pattern.compile("^(?:" + TIME_WORDS + "),?\\s+", Pattern.CASE_INSENSITIVE);
  static final Pattern TIME = Pattern.compile(",?\\s(?:" + TIME_WORDS + ")(?=[\\s,;]|$)");
  static final Pattern NO_SUBJECT =
      Pattern.compile(
          "^(?:it|its|they|their|he|his|she|her|this|these|those|that|there|such|we|our|you|your|i|my|if|when|while"
              + "|although|though|because|since|as|after|before|once|unless|to|in|on|at|for|from|with|by|during|not"
              + "|what|who|how|why|where|both|one|another|other|others|some|here|another|each|under|over|without)\\b",
          Pattern.CASE_INSENSITIVE);
  static final Pattern VAGUE =
      Pattern.compile(
          "\\b(?:it|they|he|she|this|these|those|them|him|we|you|here)\\b",
          Pattern.CASE_INSENSITIVE);
  static final Pattern AUXILIARY =
      Pattern.compile(
          "^((?:[^\\s,;:]+\\s+){0,8}?[^\\s,;:]+)\\s+(is|are|was|were|can|could|will|would|must|should|has|have|had)\\s+(.+)$");
  static final Pattern VERB =
      Pattern.compile(
          "^((?:[^\\s,;:]+\\s+){0,4}?[^\\s,;:]+)\\s+((?:[a-z]{3,}ed|built|made|wrote|became|led|held|gave|took|kept|found|began|won"
              + "|lost|brought|grew|sold|bought|contains?|includes?|consists?|uses?|provides?|allows?|requires?|means?|helps?"
              + "|shows?|makes?|gives?|takes?|needs?|supports?|becomes?|offers?|produces?|reduces?|increases?|protects?"
              + "|depends?|describes?|serves?|carries|carry|keeps?|holds?|stores?|reads?|writes?|runs?|starts?|leads?"
              + "|connects?|turns?|moves?|covers?|causes?|prevents?|creates?|controls?|measures?|forms?|lies|stands)\\s+.+)$");
  static final Pattern CAUSE =
      Pattern.compile(",?\\s(?:because|so that|in order to|due to|thanks to)\\s");
  static final Pattern MEANS =
      Pattern.compile(",?\\s(?:by \\w+ing|using|with the help of|by means of)\\s");
  static final Pattern AGENT =
      Pattern.compile(
          "^((?:\\w+\\s){0,2}?\\w*(?:ed|en|wn|lt|ade|ung|und|ght|ept|old|ent|cut|set|put|led))\\b(.*?)\\sby\\s(.+)$");
  static final Pattern MEASURE =
      Pattern.compile(
          "^(?:about |around |nearly |almost |over |more than |some |only )?\\d[\\d.,]*\\s+\\S+\\s+(tall|high|long|wide|deep|old|thick|heavy)\\b.*");
  static final Pattern COUNT =
      Pattern.compile(
          "^(?:about |around |nearly |almost |over |more than |some |only )?\\d[\\d.,]*\\s+(?:million |billion )?(\\w+(?:\\s(?!of|in|on|at|for|and|with|that|which|per|from|to)\\w+)?)(.*)$");
  static final Pattern PLACE =
      Pattern.compile(
          "^((?:\\w+\\s)?(?:located|situated|found|based|held|built|kept|stored|born|buried|displayed|made|grown|housed))\\s(?:in|on|at|near|between|along)\\s.*");
  static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:1\\d|20)\\d\\d(?!\\d)");
  static final Pattern CLAUSE_END =
      Pattern.compile(
          ",\\s(?:which|who|and|but|so|where|while|although|because|or)\\b|;|:|\\s[–—-]\\s");
  static final Pattern CLAUSE =
      Pattern.compile(
          "\\b(?:that|which|who|whose|when|where|if|because|and then|not|but|than|it|they|he|she|we|you)\\b");
  static final Pattern DETERMINER =
      Pattern.compile(
          "the|a|an|all|many|most|several|few|every|no|any|more|modern|early|late|new|old|large|small|two|three|four|five");
  static final Pattern NO_PLURAL = Pattern.compile(".*(?:is|us|as|ss|os)|[a-z]{1,4}");
  static final Pattern TAIL = Pattern.compile("[,;:.\\s]+$");
  static final Pattern END = Pattern.compile("[.!…;,]+$");
  static final Pattern PERSON =
      Pattern.compile(
          "^(?:a|an|the)\\s(?:[\\w-]+\\s){0,3}(?:\\w{2,}(?:ist|ian|eer)|architect|writer|author|king|queen|president|poet|painter|director|mayor|founder|inventor|designer|teacher|doctor|philosopher|actor|leader)\\b.*");

  static final Pattern CLEFT = Pattern.compile("^\\w+ (?:is|was) it that ");

  private EnglishGrammar() {}

  /** Without "However," and the like. */
  static String withoutLead(String clause) {
    String rest = clause;
    for (Matcher lead = LEAD.matcher(rest); lead.find(); lead = LEAD.matcher(rest)) {
      rest = rest.substring(lead.end());
    }
    return rest;
  }

  /** A subject that is a noun with its words, and no clause of its own. */
  static boolean nominal(String subject) {
    return !CLAUSE.matcher(subject).find();
  }

  static String upToClause(String rest) {
    Matcher end = CLAUSE_END.matcher(rest);
    return end.find() && end.start() > 12 ? rest.substring(0, end.start()) : rest;
  }

  /** The first word in small letters where it is no name: a determiner, or small elsewhere. */
  static String lowered(String phrase, String text) {
    int space = phrase.indexOf(' ');
    String word = space < 0 ? phrase : phrase.substring(0, space);
    String small = word.toLowerCase(Locale.ROOT);
    boolean determiner = DETERMINER.matcher(small).matches();
    boolean plain = word.length() > 1 && word.substring(1).equals(small.substring(1));
    boolean elsewhere =
        plain
            && (text.contains(" " + small + " ")
                || text.contains(" " + small + ".")
                || text.contains(" " + small + ","));
    boolean plural =
        plain
            && small.endsWith("s")
            && !NO_PLURAL.matcher(small).matches()
            && (space < 0
                || Character.isLowerCase(phrase.charAt(Math.min(space + 1, phrase.length() - 1))));
    return determiner || elsewhere || plural ? small + phrase.substring(word.length()) : phrase;
  }
}
