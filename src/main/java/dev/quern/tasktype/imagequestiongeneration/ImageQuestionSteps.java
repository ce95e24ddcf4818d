package dev.quern.tasktype.imagequestiongeneration;

import dev.quern.document.image.Image;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.llm.request.ReplySchema;
import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.ImageTasks;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.ReplyGuard;
import dev.quern.tasktype.ReplyGuards;
import dev.quern.tasktype.TaskPrompts;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route image-question-generation. */
@Component("imageQuestionGeneration")
public class ImageQuestionSteps {

  private final ModelConfigs models;
  private final TaskPrompts prompts;
  private final ImageTasks images;
  private final ReplyGuards guards;

  ImageQuestionSteps(
      ModelConfigs models, TaskPrompts prompts, ImageTasks images, ReplyGuards guards) {
    this.models = models;
    this.prompts = prompts;
    this.images = images;
    this.guards = guards;
  }

  /** The model request for one image: the prompt, the image and the reader of its reply. */
  public ModelRequest<ReplyGuard.Asked> ask(TaskItem item) {
    Task task = item.task();
    Image image = images.image(task, item.ref());
    ImageQuestionConfig config = models.ownConfig(task, ImageQuestionConfig.class);
    int count = config.questionsPerImage();
    ReplyGuard guard =
        guards.of(task, List.of("image-question-generation"), List.of(), "", List.of());
    ModelRequest<ReplyGuard.Asked> modelRequest =
        ModelRequest.of(
                models.provider(task),
                models.budget(item),
                new OfflineIntent.Unsupported("questions about images"),
                prompts.render(
                    task,
                    "image-question-generation",
                    Map.of("count", String.valueOf(count), "language", prompts.languageName(task))),
                reply -> guard.questions(reply, count))
            .askedAgainWith(
                () ->
                    prompts.renderOwn(
                        task,
                        "reply-again-questions",
                        Map.of(
                            "count", String.valueOf(count),
                            "language", prompts.languageName(task))))
            .enoughWhen(asked -> asked.questions().size() == count)
            .withSchema(ReplySchema.questions(count, prompts.questionStart(task)))
            .checkedBy(guard.ofQuestions());
    return images.attachImage(task, image, config.maxImagePixels(), modelRequest);
  }
}
