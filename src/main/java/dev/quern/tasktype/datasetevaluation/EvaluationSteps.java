package dev.quern.tasktype.datasetevaluation;

import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.entry.Entry;
import dev.quern.dataset.entry.EntryEvaluation;
import dev.quern.dataset.entry.EvaluationScores;
import dev.quern.error.NotFoundException;
import dev.quern.llm.guard.ScoreEcho;
import dev.quern.llm.reply.Evaluation;
import dev.quern.llm.reply.EvaluationReader;
import dev.quern.llm.reply.Fault;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.UnreadableReplyException;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.llm.request.ReplySchema;
import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.ReplyGuard;
import dev.quern.tasktype.ReplyGuards;
import dev.quern.tasktype.TaskPrompts;
import dev.quern.tasktype.input.SourceDeletedException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of the route dataset-evaluation. */
@Component("datasetEvaluation")
public class EvaluationSteps {

  private static final String PROMPT = "dataset-evaluation";
  private static final String WITHOUT_SOURCE = "dataset-evaluation-no-source";

  private final ModelConfigs models;
  private final TaskPrompts prompts;
  private final ReplyGuards guards;
  private final Entries entries;
  private final Chunks chunks;

  EvaluationSteps(
      ModelConfigs models,
      TaskPrompts prompts,
      ReplyGuards guards,
      Entries entries,
      Chunks chunks) {
    this.models = models;
    this.prompts = prompts;
    this.guards = guards;
    this.entries = entries;
    this.chunks = chunks;
  }

  /** The model request for one entry: the prompt and the reader of its reply. */
  public ModelRequest<EntryEvaluation> ask(TaskItem item) {
    Task task = item.task();
    Entry entry = entry(task, item.ref());
    String text = text(task, entry);
    ReplyGuard guard =
        guards.of(
            task,
            List.of(text == null ? WITHOUT_SOURCE : PROMPT),
            List.of(),
            text == null ? "" : text,
            List.of(entry.question(), entry.answer()));
    return ModelRequest.of(
            models.provider(task),
            models.budget(item),
            new OfflineIntent.Unsupported("an evaluation of entries"),
            prompt(task, entry, text),
            reply -> read(task, entry, text != null, reply))
        .askedAgainWith(
            () ->
                prompts.renderOwn(
                    task,
                    "reply-again-evaluation",
                    Map.of(
                        "fields", String.join(", ", EvaluationReader.dimensions(text != null)),
                        "language", prompts.languageName(task))))
        .withSchema(ReplySchema.evaluation(text != null))
        .checkedBy(EvaluationSteps::checkScores)
        .checkedBy(guard.ofMostlyEcho(EntryEvaluation::comment));
  }

  private static EntryEvaluation checkScores(EntryEvaluation judged) {
    EvaluationScores d = judged.dimensions();
    if (d != null
        && ScoreEcho.is(
            d.questionQuality(),
            d.answerQuality(),
            d.textRelevance(),
            d.overallConsistency(),
            judged.comment())) {
      throw UnreadableReplyException.refused(
          Fault.ECHO, "The scores are those of an example, and nothing is said of the entry.");
    }
    return judged;
  }

  private String prompt(Task task, Entry entry, @Nullable String text) {
    Map<String, String> values = new HashMap<>();
    values.put("question", entry.question());
    values.put("answer", entry.answer());
    values.put("language", prompts.languageName(task));
    String own = models.modelConfig(task).customPrompt();
    if (own != null) {
      values.put("text", text == null ? "" : text);
      return prompts.render(task, PROMPT, values);
    }
    if (text == null) {
      return prompts.renderOwn(task, WITHOUT_SOURCE, values);
    }
    values.put("text", text);
    return prompts.renderOwn(task, PROMPT, values);
  }

  private static EntryEvaluation read(Task task, Entry entry, boolean withSource, Reply reply) {
    Evaluation read = EvaluationReader.read(reply, withSource);
    EvaluationScores dimensions =
        read.questionQuality() == null
                || read.answerQuality() == null
                || read.overallConsistency() == null
            ? null
            : new EvaluationScores(
                read.questionQuality(),
                read.answerQuality(),
                read.textRelevance(),
                read.overallConsistency());
    return new EntryEvaluation(
        entry.id(),
        entry.question(),
        entry.answer(),
        BigDecimal.valueOf(read.score()),
        dimensions,
        read.evaluation(),
        task.id());
  }

  private Entry entry(Task task, String id) {
    try {
      return entries.get(task.projectId(), id);
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("entry", id);
    }
  }

  /** The source text of the entry; null if there is none, or it no longer exists. */
  private @Nullable String text(Task task, Entry entry) {
    if (entry.chunkId() == null) {
      return null;
    }
    try {
      return chunks.getForItem(task.runId(), task.projectId(), entry.chunkId()).content();
    } catch (NotFoundException e) {
      return null;
    }
  }
}
