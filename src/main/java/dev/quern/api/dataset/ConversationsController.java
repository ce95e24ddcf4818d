package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.conversation.Conversation;
import dev.quern.dataset.conversation.ConversationEdit;
import dev.quern.dataset.conversation.ConversationFilter;
import dev.quern.dataset.conversation.Conversations;
import dev.quern.dataset.project.Projects;
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
public class ConversationsController {

  private final Projects projects;
  private final Conversations conversations;
  private final MergePatch merge;

  ConversationsController(Projects projects, Conversations conversations, MergePatch merge) {
    this.projects = projects;
    this.conversations = conversations;
    this.merge = merge;
  }

  @GetMapping
  Page<Conversation> list(@PathVariable String projectId, QueryParams params) {
    var paging = params.paging();
    var filter =
        ResultParams.narrow(ConversationFilter.all(projectId), params)
            .withFiles(params.texts("file_id"))
            .withChunk(params.text("chunk_id"))
            .withText(params.text("q"));
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
