package dev.quern.llm.reply.question;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The questions of a numbered or bulleted list, or of lines that are questions and nothing else.
 * Prose around the list, answers below the questions and refusals are left out.
 */
final class ListedQuestions {

  /** Lines that an item may go on for below its first. */
  private static final int LONGEST_ITEM = 10;

  private ListedQuestions() {}

  static List<String> in(String text) {
    List<String> lines = text.lines().toList();
    List<String> items = marked(lines);
    if (items.size() == 1) {
      items = withinALine(items.get(0));
    }
    List<String> questions =
        items.stream().map(QuestionCleaner::clean).filter(QuestionCleaner::asks).toList();
    return questions.isEmpty() ? unmarked(lines) : questions;
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
        more = LONGEST_ITEM;
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

  private static List<String> unmarked(List<String> lines) {
    List<String> texts =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.strip().startsWith("```"))
            .flatMap(line -> Stream.of(QuestionCleaner.clean(line.strip().replaceAll(",$", ""))))
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
