package dev.quern.tasktype.datadistillation;

import dev.quern.tasktype.datadistillation.cleaning.TextCleaner;

/**
 * The part of an entry that cleaning uses.
 *
 * @param answerType text, label or custom_format
 * @param seen the time of its last change, in microseconds since 1970
 */
record CleanableEntry(
    String id, String question, String answer, String cot, String answerType, long seen) {

  /** A copy with clean texts. A label or JSON answer stays as it is. */
  CleanableEntry cleaned() {
    return new CleanableEntry(
        id,
        TextCleaner.clean(question),
        answerType.equals("text") ? TextCleaner.clean(answer) : answer,
        TextCleaner.clean(cot),
        answerType,
        seen);
  }
}
