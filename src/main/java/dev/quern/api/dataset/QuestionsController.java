package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.project.Projects;
import dev.quern.dataset.question.NewQuestion;
import dev.quern.dataset.question.Question;
import dev.quern.dataset.question.QuestionEdit;
import dev.quern.dataset.question.QuestionFilter;
import dev.quern.dataset.question.Questions;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projects/{projectId}/questions")
public class QuestionsController {

  private final Projects projects;
  private final Questions questions;
  private final MergePatch merge;

  QuestionsController(Projects projects, Questions questions, MergePatch merge) {
    this.projects = projects;
    this.questions = questions;
    this.merge = merge;
  }

  @PostMapping
  ResponseEntity<Question> create(@PathVariable String projectId, @RequestBody NewQuestion body) {
    projects.get(projectId);
    var question = questions.create(projectId, body);
    var location = "/api/projects/" + projectId + "/questions/" + question.id();
    return ResponseEntity.created(URI.create(location)).body(question);
  }

  @GetMapping
  Page<Question> list(@PathVariable String projectId, QueryParams params) {
    var paging = params.paging();
    var filter =
        QuestionFilter.all(projectId)
            .withChunk(params.text("chunk_id"))
            .withImage(params.text("image_id"))
            .withFile(params.text("file_id"))
            .withLabel(params.text("label"))
            .withAnswer(params.flag("answered"))
            .withPair(params.text("ga_pair_id"))
            .withTask(params.text("task_id"))
            .withText(params.text("q"))
            .withWarnings(params.warned());
    params.done();
    projects.get(projectId);
    return questions.list(filter, paging);
  }

  @GetMapping("/{id}")
  Question get(@PathVariable String projectId, @PathVariable String id) {
    return questions.get(projectId, id);
  }

  @PatchMapping("/{id}")
  Question patch(
      @PathVariable String projectId, @PathVariable String id, @RequestBody ObjectNode changes) {
    return questions.edit(projectId, id, merge.of(changes, QuestionEdit.class));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    questions.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }
}
