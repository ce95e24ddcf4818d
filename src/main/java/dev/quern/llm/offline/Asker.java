package dev.quern.llm.offline;

import java.util.List;

/** Makes questions of sentences in one language, the best first. */
interface Asker {

  /** The questions that {@code sentence} answers; {@code text} is the whole it stands in. */
  List<Candidate> about(Sentence sentence, String text);
}
