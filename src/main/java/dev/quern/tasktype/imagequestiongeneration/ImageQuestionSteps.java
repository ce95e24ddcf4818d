package dev.quern.tasktype.imagequestiongeneration;

import dev.quern.document.Image;
import dev.quern.llm.Ask;
import dev.quern.llm.ReplyForm;
import dev.quern.llm.Wish;
import dev.quern.llm.reply.QuestionReader;
import dev.quern.task.Task;
import dev.quern.task.TaskItem;
import dev.quern.tasktype.ImageTasks;
import dev.quern.tasktype.ModelTasks;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route image-question-generation. */
@Component("imageQuestionGeneration")
public class ImageQuestionSteps {

  private final ModelTasks models;
  private final ImageTasks images;

  ImageQuestionSteps(ModelTasks models, ImageTasks images) {
    this.models = models;
    this.images = images;
  }

  /** What is wanted of the model for one image: the prompt beside it, and how it is answered. */
  public Ask<List<String>> ask(TaskItem item) {
    Task task = item.task();
    Image image = images.image(task, item.ref());
    ImageQuestionConfig config = models.ownConfig(task, ImageQuestionConfig.class);
    int count = config.questionsPerImage();
    Ask<List<String>> ask =
        Ask.of(
                models.provider(task),
                models.caller(item),
                new Wish.Other("questions about images"),
                models.prompt(
                    task,
                    "image-question-generation",
                    Map.of("count", String.valueOf(count), "language", models.languageName(task))),
                reply -> QuestionReader.read(reply, count))
            .heldTo(ReplyForm.QUESTIONS);
    return images.show(task, image, config.maxImagePixels(), ask);
  }
}
