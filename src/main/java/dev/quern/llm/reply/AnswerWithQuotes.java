package dev.quern.llm.reply;

import java.util.List;

/** An answer and the passages that its model quotes as its support, in their order; maybe none. */
public record AnswerWithQuotes(Answer answer, List<String> quotes) {}
