package dev.quern.tasktype.datadistillation;

import dev.quern.tasktype.datadistillation.cleaning.TextCleaner;

/**
 * What cleaning sees of an entry.
 *
 * @param answerType text, label or custom_format
 * @param seen when it was changed last, in microseconds since 1970
 */
record CleanableEntry(
    String id, String question, String answer, String cot, String answerType, long seen) {

  /** The same with clean texts. An answer with a form, a label or JSON, stays as it is. */
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
