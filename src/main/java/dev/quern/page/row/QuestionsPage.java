package dev.quern.page.row;

import dev.quern.dataset.Cursor;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.image.ImageEntries;
import dev.quern.dataset.image.ImageEntryFilter;
import dev.quern.dataset.question.NewQuestion;
import dev.quern.dataset.question.Question;
import dev.quern.dataset.question.QuestionEdit;
import dev.quern.dataset.question.QuestionFilter;
import dev.quern.dataset.question.Questions;
import dev.quern.document.image.Images;
import dev.quern.error.ConflictException;
import dev.quern.page.FormText;
import dev.quern.page.ProjectViews;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The questions of a project, and one of them beside its chunk or image. */
@Controller
@RequestMapping("/projects/{projectId}/questions")
class QuestionsPage {

  private static final int ANSWERS = 10;

  private static final List<String> NAMES =
      List.of(
          "q",
          "label",
          "answered",
          "file_id",
          "chunk_id",
          "image_id",
          "ga_pair_id",
          "task_id",
          "sort");

  private final ProjectViews views;
  private final Questions questions;
  private final RowList<Question, QuestionFilter> list;
  private final Chunks chunks;
  private final Entries entries;
  private final Images images;
  private final ImageEntries imageEntries;

  QuestionsPage(
      ProjectViews views,
      Questions questions,
      Chunks chunks,
      Entries entries,
      Images images,
      ImageEntries imageEntries) {
    this.views = views;
    this.questions = questions;
    this.list = new RowList<>(questions, Question::id, NAMES);
    this.chunks = chunks;
    this.entries = entries;
    this.images = images;
    this.imageEntries = imageEntries;
  }

  @GetMapping
  String list(
      @PathVariable String projectId, @RequestParam Map<String, String> given, Model model) {
    views.open(projectId, "questions", model);
    Query query = new Query(given);
    list.show(filter(projectId, query), query, model);
    return "row/questions";
  }

  private static QuestionFilter filter(String projectId, Query query) {
    return QuestionFilter.all(projectId)
        .withChunk(query.text("chunk_id"))
        .withImage(query.text("image_id"))
        .withFile(query.text("file_id"))
        .withLabel(query.text("label"))
        .withAnswer(query.flag("answered"))
        .withPair(query.text("ga_pair_id"))
        .withTask(query.text("task_id"))
        .withText(query.text("q"))
        .withWarnings(query.warnings());
  }

  @PostMapping
  String create(
      @PathVariable String projectId,
      @RequestParam String question,
      @RequestParam(required = false) @Nullable String label) {
    NewQuestion typed = new NewQuestion(FormText.text(null, question), null, label(null, label));
    Question made = questions.create(projectId, typed);
    return "redirect:/projects/" + projectId + "/questions/" + made.id();
  }

  private static @Nullable String label(@Nullable String old, @Nullable String sent) {
    String typed = sent == null ? "" : sent;
    return FormText.isSame(old, typed) ? old : typed.isBlank() ? null : typed;
  }

  @GetMapping("/{id}")
  String show(@PathVariable String projectId, @PathVariable String id, Model model) {
    views.open(projectId, "questions", model);
    Question question = questions.get(projectId, id);
    model.addAttribute("question", question);
    model.addAttribute("version", FormText.version(question.edit()));
    model.addAttribute(
        "chunk", question.chunkId() == null ? null : chunks.get(projectId, question.chunkId()));
    model.addAttribute(
        "image", question.imageId() == null ? null : images.get(projectId, question.imageId()));
    model.addAttribute("entries", answers(question));
    return "row/question";
  }

  /** The first entries of a question, which are image entries if it is about an image. */
  private List<?> answers(Question question) {
    String project = question.projectId();
    return question.imageId() == null
        ? entries
            .slice(EntryFilter.all(project).withQuestion(question.id()), Cursor.START, ANSWERS)
            .items()
        : imageEntries
            .slice(ImageEntryFilter.all(project).withQuestion(question.id()), Cursor.START, ANSWERS)
            .items();
  }

  @PostMapping("/{id}")
  String edit(
      @PathVariable String projectId,
      @PathVariable String id,
      @RequestParam String question,
      @RequestParam(required = false) @Nullable String label,
      @RequestParam(required = false) @Nullable String version,
      Model model) {
    try {
      questions.edit(
          projectId, id, old -> FormText.onto(old, typed(old, question, label), version));
      return "redirect:/projects/" + projectId + "/questions/" + id;
    } catch (ConflictException e) {
      model.addAttribute("typed", new QuestionEdit(question, label));
      return show(projectId, id, model);
    }
  }

  private static QuestionEdit typed(QuestionEdit old, String question, @Nullable String label) {
    return new QuestionEdit(FormText.text(old.question(), question), label(old.label(), label));
  }

  @PostMapping("/{id}/delete")
  String delete(@PathVariable String projectId, @PathVariable String id) {
    questions.delete(projectId, id);
    return "redirect:/projects/" + projectId + "/questions";
  }
}
