package dev.quern.tasktype.warning;

import dev.quern.dataset.entry.Evidence;
import dev.quern.dataset.template.QuestionTemplate;
import dev.quern.dataset.warning.RowWarning;
import dev.quern.llm.guard.SameText;
import dev.quern.llm.guard.WrittenLanguage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the warnings of a row before it is stored. */
public final class RowChecks {

  private RowChecks() {}

  /** The warnings of a question. */
  public static List<String> ofQuestion(String question, String language) {
    return WrittenLanguage.isOther(question, language, "")
        ? List.of(RowWarning.OTHER_LANGUAGE)
        : List.of();
  }

  /** The warnings of a chain of thought that was asked for in a language. */
  public static List<String> ofReasoning(String reasoning, String language, String source) {
    return WrittenLanguage.isOther(reasoning, language, source)
        ? List.of(RowWarning.OTHER_LANGUAGE)
        : List.of();
  }

  /**
   * The warnings of an answer. The language of labels and of JSON values is not checked.
   *
   * @param type text, label or custom_format
   * @param source the text that it is based on
   * @param evidence its quotes; null if none were requested
   */
  public static List<String> ofAnswer(
      String question,
      String answer,
      String type,
      String language,
      String source,
      @Nullable List<Evidence> evidence) {
    List<String> warnings = new ArrayList<>();
    if (SameText.is(question, answer)) {
      warnings.add(RowWarning.ANSWER_EQUALS_QUESTION);
    }
    if (type.equals(QuestionTemplate.TEXT) && WrittenLanguage.isOther(answer, language, source)) {
      warnings.add(RowWarning.OTHER_LANGUAGE);
    }
    if (Boolean.FALSE.equals(Evidence.supports(evidence))) {
      warnings.add(RowWarning.UNSUPPORTED);
    }
    return List.copyOf(warnings);
  }
}
