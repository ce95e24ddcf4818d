package dev.quern.tasktype.multiturngeneration;

import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.question.Question;
import dev.quern.dataset.question.Questions;
import dev.quern.error.NotFoundException;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.TurnReader;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.task.lifecycle.TaskItems;
import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.ModelTasks;
import dev.quern.tasktype.PartialState;
import dev.quern.tasktype.SourceDeletedException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route multi-turn-generation. */
@Component("multiTurnGeneration")
public class DialogueSteps {

  private final ModelTasks models;
  private final Questions questions;
  private final Chunks chunks;
  private final TaskItems items;

  DialogueSteps(ModelTasks models, Questions questions, Chunks chunks, TaskItems items) {
    this.models = models;
    this.questions = questions;
    this.chunks = chunks;
    this.items = items;
  }

  /** A dialogue that begins with the question, or goes on where an earlier try has stopped. */
  public Dialogue begin(TaskItem item) {
    if (item.partialState() != null) {
      return PartialState.read(item, Dialogue.class);
    }
    DialogueConfig config = models.ownConfig(item.task(), DialogueConfig.class);
    return Dialogue.about(question(item).question(), config.maxTurns());
  }

  /** What is wanted of the model for the next turn. */
  public ModelRequest<Utterance> ask(TaskItem item, Dialogue dialogue) {
    Task task = item.task();
    DialogueConfig config = models.ownConfig(task, DialogueConfig.class);
    String language = String.valueOf(models.modelConfig(task).language());
    Source source = source(item);
    String text = source.chunk().content();
    String roleA = config.asker(language);
    String roleB = config.answerer(language);
    boolean answer = dialogue.isAnswerDue();
    return ModelRequest.of(
        models.provider(task),
        models.caller(item),
        answer
            ? new OfflineIntent.Answer(text, dialogue.last(), language)
            : new OfflineIntent.NextQuestion(text, dialogue.asked(), language),
        prompt(task, source, dialogue, roleA, roleB),
        reply -> answer ? said(reply, roleB, roleA) : said(reply, roleA, roleB));
  }

  /** What one of the two has said. */
  public record Utterance(String text) {}

  private static Utterance said(Reply reply, String speaker, String other) {
    return new Utterance(TurnReader.read(reply, speaker, other));
  }

  /** The dialogue with what was said. */
  public Dialogue add(Dialogue dialogue, ModelRequest<Utterance> asked) {
    String text = asked.value().text();
    boolean ends = text.equals(TurnReader.END) && !dialogue.isAnswerDue();
    return ends ? dialogue.end() : dialogue.with(text);
  }

  /** Keeps the turns in the ledger, so that none is bought twice. */
  public TaskItem keep(TaskItem item, Dialogue dialogue) {
    return items.keep(item, PartialState.write(dialogue));
  }

  private String prompt(Task task, Source source, Dialogue dialogue, String roleA, String roleB) {
    DialogueConfig config = models.ownConfig(task, DialogueConfig.class);
    String speaker = dialogue.isAnswerDue() ? roleB : roleA;
    Map<String, String> values = new HashMap<>();
    values.put("role_a", roleA);
    values.put("role_b", roleB);
    values.put(
        "scenario",
        config.scenario() == null || config.scenario().isBlank()
            ? models.ownPrompt(task, "multi-turn-generation-scenario", Map.copyOf(values))
            : config.scenario().strip());
    values.put("text", source.chunk().content());
    values.put("dialogue", dialogue.transcript(roleA, roleB));
    values.put("language", models.languageName(task));
    String own = models.modelConfig(task).customPrompt();
    if (own == null) {
      String kind = dialogue.isAnswerDue() ? "answer" : "question";
      return models.ownPrompt(task, "multi-turn-generation-" + kind, values);
    }
    values.put("question", source.question().question());
    values.put("speaker", speaker);
    String prompt = models.prompt(task, "multi-turn-generation-turn", values);
    return own.contains("{dialogue}")
        ? prompt
        : prompt
            + "\n\n"
            + models.ownPrompt(
                task,
                "multi-turn-generation-turn",
                Map.of("dialogue", values.get("dialogue"), "speaker", speaker));
  }

  private record Source(Question question, Chunk chunk) {}

  private Question question(TaskItem item) {
    try {
      return questions.get(item.task().projectId(), item.ref());
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("question", item.ref());
    }
  }

  private Source source(TaskItem item) {
    Question question = question(item);
    if (question.chunkId() == null) {
      throw SourceDeletedException.withoutText(item.ref());
    }
    try {
      return new Source(question, chunks.get(item.task().projectId(), question.chunkId()));
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("chunk", question.chunkId());
    }
  }
}
