package dev.quern.tasktype.datasetevaluation;

/** The configuration of dataset-evaluation, which only has the common fields. */
record EvaluationConfig() {}
