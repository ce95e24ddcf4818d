package dev.quern.page.row;

import dev.quern.dataset.conversation.Conversation;
import dev.quern.dataset.conversation.ConversationEdit;
import dev.quern.dataset.conversation.ConversationFilter;
import dev.quern.dataset.conversation.Conversations;
import dev.quern.page.ProjectViews;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The conversations of a project, each as a chat. */
@Controller
@RequestMapping("/projects/{projectId}/conversations")
class ConversationsPage {

  private static final List<String> NAMES =
      List.of("q", "confirmed", "tags", "file_id", "question_id", "task_id", "sort");

  private final ProjectViews views;
  private final Conversations conversations;
  private final RowList<Conversation, ConversationFilter> list;

  ConversationsPage(ProjectViews views, Conversations conversations) {
    this.views = views;
    this.conversations = conversations;
    this.list = new RowList<>(conversations, Conversation::id, NAMES);
  }

  @GetMapping
  String list(
      @PathVariable String projectId, @RequestParam Map<String, String> given, Model model) {
    views.open(projectId, "conversations", model);
    Query query = new Query(given);
    list.show(filter(projectId, query), query, model);
    return "row/conversations";
  }

  private static ConversationFilter filter(String projectId, Query query) {
    return ConversationFilter.all(projectId)
        .withFiles(query.list("file_id"))
        .withQuestion(query.text("question_id"))
        .withConfirmed(query.flag("confirmed"))
        .withTags(query.list("tags"))
        .withTask(query.text("task_id"))
        .withText(query.text("q"))
        .withWarnings(query.warnings());
  }

  @GetMapping("/{id}")
  String show(
      @PathVariable String projectId,
      @PathVariable String id,
      @RequestParam Map<String, String> given,
      Model model) {
    views.open(projectId, "conversations", model);
    Query query = new Query(given);
    model.addAttribute("conversation", conversations.get(projectId, id));
    list.showBeside(id, filter(projectId, query), query, model);
    return "row/conversation";
  }

  @PostMapping("/{id}/confirm")
  String confirm(
      @PathVariable String projectId, @PathVariable String id, @RequestParam boolean value) {
    conversations.edit(
        projectId,
        id,
        old ->
            new ConversationEdit(
                old.scenario(),
                old.roleA(),
                old.roleB(),
                old.messages(),
                old.tags(),
                old.note(),
                value,
                old.language()));
    return "redirect:/projects/" + projectId + "/conversations/" + id;
  }

  @PostMapping("/{id}/delete")
  String delete(@PathVariable String projectId, @PathVariable String id) {
    conversations.delete(projectId, id);
    return "redirect:/projects/" + projectId + "/conversations";
  }
}
