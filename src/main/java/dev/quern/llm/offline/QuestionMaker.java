package dev.quern.llm.offline;

import java.util.List;

/** Makes questions of sentences in one language, the best first. */
interface QuestionMaker {

  /** The questions that {@code sentence} answers; {@code text} is the whole it stands in. */
  List<QuestionCandidate> about(Sentence sentence, String text);
}
