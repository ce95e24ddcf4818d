package dev.quern.dataset.project;

/** What the deletion of a project needs from the task engine, which implements it. */
public interface ProjectTasks {

  /**
   * Whether a task of the project has not ended yet. Called inside the transaction that deletes the
   * project, with the project's row locked, so that no task can be added between the answer and the
   * deletion.
   */
  boolean anyOpen(String projectId);

  /**
   * Cancels all tasks of the project that have not ended. Called outside of any transaction, before
   * the rows are deleted. It may wait for runs to stop; a run that continues afterwards finds that
   * its task is gone and ends quietly.
   */
  void cancelAll(String projectId);
}
