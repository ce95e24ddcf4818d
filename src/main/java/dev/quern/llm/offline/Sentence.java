package dev.quern.llm.offline;

/**
 * A sentence: its place in the text in UTF-16 units, and its words in one line, without Markdown
 * and without what stands in brackets.
 */
record Sentence(int start, int end, String plain) {}
