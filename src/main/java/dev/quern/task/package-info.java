/**
 * The public interface of the task engine. Whoever submits, lists, moves or deletes tasks calls
 * {@link dev.quern.task.Tasks}; submission and resumption are behind it, and a dry run and {@link
 * dev.quern.task.RelatedTasks} are beside it. The routes of a run call {@code task.lifecycle};
 * streams of events read {@code task.watch}. Imports {@code error}, {@code root}, {@code
 * task.lifecycle}, {@code task.model}, {@code task.preparation}, {@code task.queue}, {@code
 * task.run}, {@code task.store}, {@code task.type}, {@code task.watch}, {@code transaction}.
 *
 * <p>The words: the <em>ledger</em> is the table {@code task_item}, one row for each item of a task
 * with its state, attempts and error; a task's counts are made from it. A <em>run</em> is one
 * stretch of work on a task, from its opening to its closing; its number, the <em>epoch</em>, is a
 * fencing token: what an older run writes is refused. A <em>window</em> is the set of items in
 * flight, as many <em>slots</em> as the task's parallelism. An <em>attempt</em> is one go at an
 * item or a task, a <em>retry</em> the next one, <em>backoff</em> the wait between them.
 */
@NullMarked
package dev.quern.task;

import org.jspecify.annotations.NullMarked;
