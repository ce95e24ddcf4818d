package dev.quern.tasktype.datadistillation;

/**
 * What cleaning sees of an entry.
 *
 * @param answerType text, label or custom_format
 * @param seen when it was changed last, in microseconds since 1970
 */
record PagedEntry(
    String id, String question, String answer, String cot, String answerType, long seen) {

  /** The same with clean texts. An answer with a form, a label or JSON, stays as it is. */
  PagedEntry cleaned() {
    return new PagedEntry(
        id,
        Cleaner.clean(question),
        answerType.equals("text") ? Cleaner.clean(answer) : answer,
        Cleaner.clean(cot),
        answerType,
        seen);
  }
}
