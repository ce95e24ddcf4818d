package dev.quern.tasktype.datasetevaluation;

/** The configuration of dataset-evaluation has no field but those that all have. */
record EvaluationConfig() {}
