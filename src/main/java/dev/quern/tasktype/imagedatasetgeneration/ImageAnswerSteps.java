package dev.quern.tasktype.imagedatasetgeneration;

import dev.quern.dataset.question.Question;
import dev.quern.document.image.Image;
import dev.quern.llm.reply.Answer;
import dev.quern.llm.reply.AnswerReader;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.AnswerChecks;
import dev.quern.tasktype.AnswerFormats;
import dev.quern.tasktype.ImageTasks;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.ReplyGuard;
import dev.quern.tasktype.ReplyGuards;
import dev.quern.tasktype.TaskPrompts;
import dev.quern.tasktype.input.ItemSources;
import dev.quern.tasktype.warning.RowChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route image-dataset-generation. */
@Component("imageDatasetGeneration")
public class ImageAnswerSteps {

  private final ModelConfigs models;
  private final TaskPrompts prompts;
  private final ImageTasks images;
  private final AnswerFormats formats;
  private final ReplyGuards guards;
  private final ItemSources sources;

  ImageAnswerSteps(
      ModelConfigs models,
      TaskPrompts prompts,
      ImageTasks images,
      AnswerFormats formats,
      ReplyGuards guards,
      ItemSources sources) {
    this.models = models;
    this.prompts = prompts;
    this.images = images;
    this.formats = formats;
    this.guards = guards;
    this.sources = sources;
  }

  /** The model request for one question: the prompt and the image. */
  public ModelRequest<AnsweredImage> ask(TaskItem item) {
    Task task = item.task();
    Question question = sources.question(item);
    Image image = images.image(task, String.valueOf(question.imageId()));
    ImageAnswerConfig config = models.ownConfig(task, ImageAnswerConfig.class);
    String language = String.valueOf(models.modelConfig(task).language());
    ModelRequest<AnsweredImage> modelRequest =
        ModelRequest.of(
                models.provider(task),
                models.budget(item),
                new OfflineIntent.Unsupported("answers from images"),
                formats.appendInstructions(task, prompt(task, question), config.questionTemplate()),
                reply -> read(question, image, config, language, reply))
            .askedAgain(formats.secondAsk(task, config.questionTemplate()))
            .withSchema(AnswerFormats.form(config.questionTemplate(), 0));
    return images.attachImage(
        task, image, config.maxImagePixels(), guarded(modelRequest, task, config, question));
  }

  private ModelRequest<AnsweredImage> guarded(
      ModelRequest<AnsweredImage> modelRequest,
      Task task,
      ImageAnswerConfig config,
      Question question) {
    List<String> names = new ArrayList<>(List.of("image-dataset-generation"));
    names.addAll(AnswerFormats.promptsOf(config.questionTemplate()));
    String asked = question.question();
    ReplyGuard guard =
        guards.of(task, names, AnswerFormats.told(config.questionTemplate()), "", List.of(asked));
    return AnswerChecks.guarded(
        modelRequest, guard, config.questionTemplate(), "", asked, AnsweredImage::answer);
  }

  private String prompt(Task task, Question question) {
    return prompts.render(
        task,
        "image-dataset-generation",
        Map.of("question", question.question(), "language", prompts.languageName(task)));
  }

  private static AnsweredImage read(
      Question question, Image image, ImageAnswerConfig config, String language, Reply reply) {
    Answer said =
        AnswerReader.read(
            AnswerFormats.taken(reply, config.questionTemplate(), question.question(), ""));
    String answer = AnswerFormats.read(said, config.questionTemplate());
    List<String> texts = AnswerChecks.texts(answer, config.questionTemplate(), "");
    return new AnsweredImage(
        question.id(),
        question.question(),
        question.label(),
        image.id(),
        image.imageName(),
        answer,
        RowChecks.ofAnswer(question.question(), answer, texts, language, "", null, said.cutOff()));
  }
}
