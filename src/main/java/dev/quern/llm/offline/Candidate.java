package dev.quern.llm.offline;

/**
 * A question that could be asked. A last resort is one that only names what its sentence is about.
 */
record Candidate(String question, Kind kind, boolean lastResort) {}
