package dev.quern.llm.offline;

/** What a question asks for. */
enum QuestionKind {
  WHAT,
  WHO,
  WHEN,
  WHERE,
  WHY,
  HOW,
  HOW_MUCH,
  WHICH
}
