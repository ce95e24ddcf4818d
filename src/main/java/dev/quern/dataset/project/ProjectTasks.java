package dev.quern.dataset.project;

/** What deleting a project has to know about its tasks; whoever runs tasks implements it. */
public interface ProjectTasks {

  /**
   * Whether a task of the project has not ended yet. Called inside the transaction that deletes the
   * project, with the project's row locked, so that no task can be added between the answer and the
   * deletion.
   */
  boolean anyOpen(String projectId);

  /**
   * Cancels all tasks of the project that have not ended. Called outside of any transaction, before
   * the rows go: it may wait for runs to stop, and whatever still runs afterwards must find its
   * task gone and end quietly.
   */
  void cancelAll(String projectId);
}
