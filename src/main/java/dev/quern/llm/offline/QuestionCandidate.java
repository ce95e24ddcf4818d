package dev.quern.llm.offline;

/**
 * A question that could be asked. A last resort is one that only names what its sentence is about.
 */
record QuestionCandidate(String question, QuestionKind kind, boolean lastResort) {}
