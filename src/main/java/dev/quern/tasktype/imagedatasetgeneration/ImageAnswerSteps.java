package dev.quern.tasktype.imagedatasetgeneration;

import dev.quern.NotFoundException;
import dev.quern.dataset.Question;
import dev.quern.dataset.Questions;
import dev.quern.document.Image;
import dev.quern.llm.Ask;
import dev.quern.llm.Wish;
import dev.quern.llm.reply.AnswerReader;
import dev.quern.llm.reply.Reply;
import dev.quern.task.Task;
import dev.quern.task.TaskItem;
import dev.quern.tasktype.AnswerForms;
import dev.quern.tasktype.ImageTasks;
import dev.quern.tasktype.MissingSourceException;
import dev.quern.tasktype.ModelTasks;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route image-dataset-generation. */
@Component("imageDatasetGeneration")
public class ImageAnswerSteps {

  private final ModelTasks models;
  private final ImageTasks images;
  private final AnswerForms forms;
  private final Questions questions;

  ImageAnswerSteps(ModelTasks models, ImageTasks images, AnswerForms forms, Questions questions) {
    this.models = models;
    this.images = images;
    this.forms = forms;
    this.questions = questions;
  }

  /** What is wanted of the model for one question: the prompt, and the image beside it. */
  public Ask<AnsweredImage> ask(TaskItem item) {
    Task task = item.task();
    Question question = question(task, item.ref());
    Image image = images.image(task, String.valueOf(question.imageId()));
    ImageAnswerConfig config = models.ownConfig(task, ImageAnswerConfig.class);
    Ask<AnsweredImage> ask =
        Ask.of(
            models.provider(task),
            models.caller(item),
            new Wish.Other("answers from images"),
            forms.added(task, prompt(task, question), config.questionTemplate()),
            reply -> read(question, image, config, reply));
    return images.show(task, image, config.maxImagePixels(), ask);
  }

  private String prompt(Task task, Question question) {
    return models.prompt(
        task,
        "image-dataset-generation",
        Map.of("question", question.question(), "language", models.languageName(task)));
  }

  private static AnsweredImage read(
      Question question, Image image, ImageAnswerConfig config, Reply reply) {
    return new AnsweredImage(
        question.id(),
        question.question(),
        question.label(),
        image.id(),
        image.imageName(),
        AnswerForms.read(AnswerReader.read(reply), config.questionTemplate()));
  }

  private Question question(Task task, String id) {
    try {
      return questions.get(task.projectId(), id);
    } catch (NotFoundException e) {
      throw MissingSourceException.of("question", id);
    }
  }
}
