package dev.quern.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.dataset.Conversation;
import dev.quern.dataset.ConversationEdit;
import dev.quern.dataset.ConversationFilter;
import dev.quern.dataset.Conversations;
import dev.quern.dataset.Projects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projects/{projectId}/conversations")
class ConversationsController {

  private final Projects projects;
  private final Conversations conversations;
  private final Merge merge;

  ConversationsController(Projects projects, Conversations conversations, Merge merge) {
    this.projects = projects;
    this.conversations = conversations;
    this.merge = merge;
  }

  @GetMapping
  Page<Conversation> list(@PathVariable String projectId, Params params) {
    var paging = params.paging();
    var filter =
        new ConversationFilter(
            projectId,
            params.texts("file_id"),
            params.text("chunk_id"),
            params.text("question_id"),
            params.text("model"),
            params.flag("confirmed"),
            params.text("language"),
            params.texts("tags"),
            params.text("task_id"),
            params.text("q"));
    params.done();
    projects.get(projectId);
    return conversations.list(filter, paging);
  }

  @GetMapping("/{id}")
  Conversation get(@PathVariable String projectId, @PathVariable String id) {
    return conversations.get(projectId, id);
  }

  @PatchMapping("/{id}")
  Conversation patch(
      @PathVariable String projectId, @PathVariable String id, @RequestBody ObjectNode changes) {
    return conversations.edit(projectId, id, merge.of(changes, ConversationEdit.class));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    conversations.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }
}
