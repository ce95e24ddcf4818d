package dev.quern.bench;

/** A part of the benchmark; adds its figures to the report. */
interface Part {
  void run(Report report) throws Exception;
}
