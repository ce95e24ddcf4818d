package dev.quern.llm.offline;

import static dev.quern.llm.offline.EnglishGrammar.AGENT;
import static dev.quern.llm.offline.EnglishGrammar.AUXILIARY;
import static dev.quern.llm.offline.EnglishGrammar.CAUSE;
import static dev.quern.llm.offline.EnglishGrammar.CLEFT;
import static dev.quern.llm.offline.EnglishGrammar.COUNT;
import static dev.quern.llm.offline.EnglishGrammar.END;
import static dev.quern.llm.offline.EnglishGrammar.MEANS;
import static dev.quern.llm.offline.EnglishGrammar.MEASURE;
import static dev.quern.llm.offline.EnglishGrammar.NO_SUBJECT;
import static dev.quern.llm.offline.EnglishGrammar.PERSON;
import static dev.quern.llm.offline.EnglishGrammar.PLACE;
import static dev.quern.llm.offline.EnglishGrammar.TAIL;
import static dev.quern.llm.offline.EnglishGrammar.TIME;
import static dev.quern.llm.offline.EnglishGrammar.TIME_LEAD;
import static dev.quern.llm.offline.EnglishGrammar.VAGUE;
import static dev.quern.llm.offline.EnglishGrammar.VERB;
import static dev.quern.llm.offline.EnglishGrammar.YEAR;
import static dev.quern.llm.offline.EnglishGrammar.lowered;
import static dev.quern.llm.offline.EnglishGrammar.nominal;
import static dev.quern.llm.offline.EnglishGrammar.upToClause;
import static dev.quern.llm.offline.EnglishGrammar.withoutLead;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/**
 * Questions from English sentences. Where subject and auxiliary are plain to see, they are turned
 * round ("When was the tower opened?"); otherwise a cleft sentence keeps the verb as it is ("When
 * was it that the company built the tower?"), or two key phrases are asked for together.
 */
final class EnglishQuestions implements QuestionMaker {

  private static final int MAX_LENGTH = 180;

  @Override
  public List<QuestionCandidate> about(Sentence sentence, String text) {
    List<QuestionCandidate> found = new ArrayList<>();
    String clause = END.matcher(sentence.plain()).replaceFirst("");
    clause = withoutLead(clause);
    Matcher timeLead = TIME_LEAD.matcher(clause);
    boolean dated = timeLead.find();
    clause = dated ? clause.substring(timeLead.end()) : clause;
    if (!NO_SUBJECT.matcher(clause).find() && !clause.isEmpty()) {
      Matcher auxiliary = AUXILIARY.matcher(clause);
      if (auxiliary.find()
          && !NO_SUBJECT.matcher(auxiliary.group(1)).find()
          && nominal(auxiliary.group(1))) {
        String subject = lowered(auxiliary.group(1), text);
        turned(subject, auxiliary.group(2), auxiliary.group(3), dated, found);
      } else {
        cleft(lowered(clause, text), dated, found);
        subjectOf(clause, found);
      }
    }
    together(sentence.plain(), text, found);
    found.removeIf(candidate -> candidate.question().length() > MAX_LENGTH);
    return found;
  }

  private static void turned(
      String subject, String aux, String rest, boolean dated, List<QuestionCandidate> found) {
    boolean be = List.of("is", "are", "was", "were").contains(aux);
    boolean has = List.of("has", "have", "had").contains(aux);
    boolean perfect =
        has && rest.matches("(?:\\w+ly )?(?:been|become|\\w+ed|grown|made|taken|given)\\b.*");
    String opening = aux + " " + subject;
    Matcher cause = CAUSE.matcher(rest);
    boolean turns = be || perfect || !has;
    if (turns && cause.find() && cause.start() > 0) {
      add("Why " + opening + " " + rest.substring(0, cause.start()), QuestionKind.WHY, found);
    }
    Matcher time = TIME.matcher(" " + rest);
    if (turns && (dated || time.find())) {
      String without = dated ? rest : (" " + rest).substring(0, time.start()).strip();
      add("When " + opening + " " + without, QuestionKind.WHEN, found);
    }
    Matcher agent = AGENT.matcher(rest);
    if (be && agent.find() && !agent.group(3).matches("\\w+ing\\b.*|\\d.*")) {
      boolean name = Character.isUpperCase(agent.group(3).charAt(0));
      boolean thing = agent.group(3).startsWith("the ") || agent.group(3).startsWith("a");
      String word = name ? "By whom " : thing ? "By what " : "How ";
      QuestionKind kind = name ? QuestionKind.WHO : thing ? QuestionKind.WHAT : QuestionKind.HOW;
      add(word + opening + " " + agent.group(1) + agent.group(2), kind, found);
    }
    Matcher measure = MEASURE.matcher(rest);
    if (be && measure.matches()) {
      add("How " + measure.group(1) + " " + opening, QuestionKind.HOW_MUCH, found);
    }
    Matcher count = COUNT.matcher(rest);
    if (has && count.matches()) {
      String verb = aux.equals("has") ? "does" : aux.equals("have") ? "do" : "did";
      add(
          "How many "
              + count.group(1)
              + " "
              + verb
              + " "
              + subject
              + " have"
              + upToClause(count.group(2)),
          QuestionKind.HOW_MUCH,
          found);
    }
    Matcher place = PLACE.matcher(rest);
    if (be && place.matches()) {
      add("Where " + opening + " " + place.group(1), QuestionKind.WHERE, found);
    }
    Matcher means = MEANS.matcher(rest);
    if (turns && means.find() && means.start() > 0) {
      add("How " + opening + " " + rest.substring(0, means.start()), QuestionKind.HOW, found);
    }
    if (be && rest.matches("(?:a|an|the|one of|any|some)\\s.*")) {
      boolean person =
          PERSON.matcher(rest).matches() && subject.matches("\\p{Lu}\\S*(?: \\S+){0,3}");
      add(
          (person ? "Who " : "What ") + opening,
          person ? QuestionKind.WHO : QuestionKind.WHAT,
          found);
    } else if (!be && !has && !rest.matches("(?:be|not|only|also|have)\\s.*")) {
      add("What " + opening + " do", QuestionKind.WHAT, found);
    }
    if (be && rest.matches("(?:\\w+ly\\s)?\\w+(?:ed|en|wn|ilt|ade)\\b.*")) {
      add("What " + aux + " " + upToClause(" " + rest).strip(), QuestionKind.WHAT, found);
    }
  }

  private static void cleft(String clause, boolean dated, List<QuestionCandidate> found) {
    Matcher cause = CAUSE.matcher(clause);
    if (cause.find()) {
      add("Why is it that " + clause.substring(0, cause.start()), QuestionKind.WHY, found);
    }
    Matcher time = TIME.matcher(clause);
    if (dated) {
      add("When was it that " + upToClause(" " + clause).strip(), QuestionKind.WHEN, found);
    } else if (time.find()) {
      add("When was it that " + clause.substring(0, time.start()), QuestionKind.WHEN, found);
    }
    Matcher means = MEANS.matcher(clause);
    if (means.find()) {
      add("How is it that " + clause.substring(0, means.start()), QuestionKind.HOW, found);
    }
  }

  private static void subjectOf(String clause, List<QuestionCandidate> found) {
    Matcher verb = VERB.matcher(clause);
    if (!verb.find() || !nominal(verb.group(1))) {
      return;
    }
    String subject = verb.group(1);
    String rest = upToClause(" " + verb.group(2)).strip();
    String[] words = subject.split(" ");
    boolean name =
        words.length > 1
            && words.length < 4
            && subject.matches("\\p{Lu}\\p{Ll}+( \\p{Lu}\\.)?( \\p{Lu}\\p{Ll}+)+")
            && !subject.matches("(?:The|A|An) .*");
    boolean which =
        words.length > 2
            && subject.matches("(?:The|A|An) [^,]*")
            && !subject.matches(".* (?:of|in|on|for|with|and|or|at|from|to) .*");
    if (name) {
      add("Who " + rest, QuestionKind.WHO, found);
    } else if (which) {
      add("Which " + words[words.length - 1] + " " + rest, QuestionKind.WHICH, found);
    } else {
      add("What " + rest, QuestionKind.WHAT, found);
    }
  }

  private static void together(String plain, String text, List<QuestionCandidate> found) {
    List<QuestionCandidate> last = new ArrayList<>();
    List<String> phrases =
        KeyPhrases.of(plain, Locale.ROOT).stream()
            .map(phrase -> plain.startsWith(phrase) ? lowered(phrase, text) : phrase)
            .toList();
    if (phrases.isEmpty()) {
      return;
    }
    String first = phrases.get(0);
    if (YEAR.matcher(plain).find()) {
      add("Which year is associated with " + first, QuestionKind.WHICH, last);
    }
    if (phrases.size() > 1) {
      add("How are " + first + " and " + phrases.get(1) + " connected", QuestionKind.HOW, last);
    }
    add("What is known about " + first, QuestionKind.WHAT, last);
    last.forEach(c -> found.add(new QuestionCandidate(c.question(), c.kind(), true)));
  }

  private static void add(String question, QuestionKind kind, List<QuestionCandidate> found) {
    String text = TAIL.matcher(question.strip()).replaceFirst("");
    String checked = CLEFT.matcher(text).replaceFirst("");
    if (!VAGUE.matcher(checked).find() && text.indexOf(' ') > 0 && checked.indexOf(' ') > 0) {
      found.add(new QuestionCandidate(text + "?", kind, false));
    }
  }
}
