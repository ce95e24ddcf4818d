package dev.quern.llm.reply.question;

import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.text.QuestionCleaner;
import dev.quern.llm.reply.text.QuestionWithAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The questions of a numbered or bulleted list, or of lines that are questions and nothing else.
 * Prose around the list, answers below the questions and refusals are left out.
 */
final class ListedQuestions {

  /** Lines that an item may go on for below its first. */
  private static final int MAX_ITEM = 10;

  private static final Pattern LEAD_IN =
      Pattern.compile(
          "^\\s*+(?:(?:sure|certainly|okay|ok|here (?:is|are)|the question|question|问题|以下是|soru|işte)"
              + "[^:：?？]{0,80}+[:：]\\s*+)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern BROKEN_JSON = Pattern.compile("^[\\[{]\\s*+[\"'“\\[{]|^[\"“]");

  private static final Pattern FULL_STOP = Pattern.compile("[.。!！][\"”’」』)）*_`\\s]*+$");

  private ListedQuestions() {}

  /**
   * The questions of a text.
   *
   * @param cutOff whether the text was cut off: its last question is left out where it has no end
   */
  static List<String> in(String text, boolean cutOff) {
    List<String> lines = text.lines().toList();
    List<String> items = marked(lines);
    if (items.size() == 1) {
      items = withinALine(items.get(0));
    }
    List<String> questions =
        (cutOff ? ended(items) : items)
            .stream().map(QuestionWithAnswer::question).filter(QuestionCleaner::asks).toList();
    if (questions.isEmpty()) {
      questions = unmarked(cutOff ? ended(lines) : lines);
    }
    return questions.isEmpty() ? alone(lines) : questions;
  }

  /** Without the last, where it ends neither in a question mark nor in a full stop. */
  private static List<String> ended(List<String> texts) {
    int last = texts.size() - 1;
    boolean ends =
        last < 0
            || QuestionCleaner.endsAsking(texts.get(last))
            || FULL_STOP.matcher(texts.get(last)).find();
    return ends ? texts : texts.subList(0, last);
  }

  /** A question that is all of a reply, or stands in a paragraph of its own at its head. */
  private static List<String> alone(List<String> lines) {
    int first = 0;
    while (first < lines.size() && lines.get(first).isBlank()) {
      first++;
    }
    if (first == lines.size() || first + 1 < lines.size() && !lines.get(first + 1).isBlank()) {
      return List.of();
    }
    String question =
        QuestionCleaner.clean(
            ListMarkers.withoutSection(LEAD_IN.matcher(lines.get(first)).replaceFirst("")));
    boolean asks =
        QuestionCleaner.endsAsking(question)
            && !BROKEN_JSON.matcher(question).find()
            && !QuestionCleaner.refuses(question)
            && !QuestionCleaner.offers(question);
    return asks ? List.of(question) : List.of();
  }

  private static List<String> marked(List<String> lines) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    int more = 0;
    for (String line : lines) {
      String text = ListMarkers.item(line);
      if (text != null) {
        add(items, item);
        item.append(text);
        more = MAX_ITEM;
      } else if (more > 0 && !line.isBlank() && !QuestionCleaner.endsAsking(item)) {
        item.append(' ').append(line.strip());
        more--;
      } else if (!item.isEmpty()) {
        more = 0;
      }
    }
    add(items, item);
    return items;
  }

  private static void add(List<String> items, StringBuilder item) {
    if (!item.toString().isBlank()) {
      String text = item.toString().strip();
      items.add(text.endsWith(",") ? text.substring(0, text.length() - 1) : text);
    }
    item.setLength(0);
  }

  /** "What is A? 2. What is B? 3. …", the first mark being gone already. */
  private static List<String> withinALine(String line) {
    List<String> items = new ArrayList<>();
    String end = line.contains(" 2. ") ? ". " : ") ";
    int from = 0;
    int number = 2;
    for (int mark; (mark = line.indexOf(" " + number + end, from)) >= 0; number++) {
      items.add(line.substring(from, mark));
      from = mark + (" " + number + end).length();
    }
    items.add(line.substring(from));
    return items;
  }

  /** What a line says that is a JSON string. */
  private static String unescaped(String line) {
    if (!line.startsWith("\"") || line.indexOf('\\') < 0) {
      return line;
    }
    List<LenientJson.Found> found = LenientJson.in("[" + line + "]");
    boolean string = found.size() == 1 && found.get(0).value().size() == 1;
    return string ? found.get(0).value().get(0).asText() : Doubt.MARK + line;
  }

  private static List<String> unmarked(List<String> lines) {
    List<String> texts =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.strip().startsWith("```"))
            .map(line -> QuestionCleaner.clean(unescaped(line.strip().replaceAll(",$", ""))))
            .toList();
    boolean led = !texts.isEmpty() && texts.get(0).matches(".*[:：]");
    List<String> questions = led ? texts.subList(1, texts.size()) : texts;
    boolean all =
        questions.size() > 1
            && questions.stream()
                .allMatch(
                    text -> QuestionCleaner.endsAsking(text) && !QuestionCleaner.refuses(text));
    return all ? questions : List.of();
  }
}
