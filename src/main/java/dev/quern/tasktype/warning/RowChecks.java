package dev.quern.tasktype.warning;

import dev.quern.dataset.entry.Evidence;
import dev.quern.dataset.warning.RowWarning;
import dev.quern.llm.guard.SameText;
import dev.quern.llm.guard.WrittenLanguage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the warnings of a row before it is stored. */
public final class RowChecks {

  private RowChecks() {}

  /** The warnings of a question; {@code cutOff} if it is of a list that was cut off. */
  public static List<String> ofQuestion(String question, String language, boolean cutOff) {
    return ofText(question, language, "", cutOff);
  }

  /**
   * The warnings of a text that was asked for in a language.
   *
   * @param source the text that it is based on
   * @param cutOff whether it is of a reply that was cut off
   */
  public static List<String> ofText(String text, String language, String source, boolean cutOff) {
    List<String> warnings = new ArrayList<>();
    if (WrittenLanguage.isOther(text, language, source)) {
      warnings.add(RowWarning.OTHER_LANGUAGE);
    }
    if (cutOff) {
      warnings.add(RowWarning.CUT_OFF);
    }
    return List.copyOf(warnings);
  }

  /**
   * The warnings of an answer.
   *
   * @param texts those of it that have a language
   * @param source the text that it is based on
   * @param evidence its quotes; null if none were requested
   * @param cutOff whether its end is missing, or that of its chain of thought
   */
  public static List<String> ofAnswer(
      String question,
      String answer,
      List<String> texts,
      String language,
      String source,
      @Nullable List<Evidence> evidence,
      boolean cutOff) {
    List<String> warnings = new ArrayList<>();
    if (SameText.is(question, answer)) {
      warnings.add(RowWarning.ANSWER_EQUALS_QUESTION);
    }
    if (texts.stream().anyMatch(text -> WrittenLanguage.isOther(text, language, source))) {
      warnings.add(RowWarning.OTHER_LANGUAGE);
    }
    if (Boolean.FALSE.equals(Evidence.supports(evidence))) {
      warnings.add(RowWarning.UNSUPPORTED);
    }
    if (cutOff) {
      warnings.add(RowWarning.CUT_OFF);
    }
    return List.copyOf(warnings);
  }
}
