package dev.quern.page.provider;

import dev.quern.Paging;
import dev.quern.dataset.project.StoredPrompt;
import dev.quern.dataset.project.StoredPrompts;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import dev.quern.llm.prompt.Prompts;
import dev.quern.page.FormText;
import dev.quern.page.ProjectViews;
import dev.quern.task.type.TaskTypes;
import dev.quern.tasktype.ModelConfig;
import dev.quern.tasktype.PromptChecks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A project's prompts beside the built-in ones. */
@Controller
@RequestMapping("/projects/{projectId}/prompts")
class PromptsPage {

  private static final Paging ALL = new Paging(1000, 0);

  private final ProjectViews views;
  private final TaskTypes types;
  private final Prompts prompts;
  private final StoredPrompts stored;
  private final PromptChecks checks;

  PromptsPage(
      ProjectViews views,
      TaskTypes types,
      Prompts prompts,
      StoredPrompts stored,
      PromptChecks checks) {
    this.views = views;
    this.types = types;
    this.prompts = prompts;
    this.stored = stored;
    this.checks = checks;
  }

  @GetMapping
  String list(
      @PathVariable String projectId,
      @RequestParam(defaultValue = "en") String language,
      Model model) {
    views.open(projectId, "prompts", model);
    Map<String, StoredPrompt> own =
        stored.list(projectId, null, language, ALL).items().stream()
            .collect(Collectors.toMap(StoredPrompt::name, Function.identity()));
    model.addAttribute("names", names());
    model.addAttribute("own", own);
    model.addAttribute("language", language);
    model.addAttribute("languages", ModelConfig.LANGUAGES);
    return "provider/prompts";
  }

  private TreeSet<String> names() {
    TreeSet<String> names = new TreeSet<>();
    types.all().forEach(type -> names.addAll(type.prompts()));
    return names;
  }

  private void require(String name, String language) {
    if (!names().contains(name) || !ModelConfig.LANGUAGES.contains(language)) {
      throw NotFoundException.of("prompt", name + " in " + language);
    }
  }

  @GetMapping("/{name}")
  String show(
      @PathVariable String projectId,
      @PathVariable String name,
      @RequestParam(defaultValue = "en") String language,
      Model model) {
    return show(projectId, name, language, null, null, model);
  }

  private String show(
      String projectId,
      String name,
      String language,
      @Nullable String text,
      @Nullable String error,
      Model model) {
    views.open(projectId, "prompts", model);
    require(name, language);
    Optional<StoredPrompt> own = own(projectId, name, language);
    String builtIn = prompts.words(name, language);
    model.addAttribute("name", name);
    model.addAttribute("language", language);
    model.addAttribute("languages", ModelConfig.LANGUAGES);
    model.addAttribute("builtIn", builtIn);
    model.addAttribute("own", own.orElse(null));
    model.addAttribute("text", text != null ? text : own.map(StoredPrompt::text).orElse(builtIn));
    model.addAttribute(
        "diff", own.map(mine -> PromptDiff.of(builtIn, mine.text())).orElse(List.of()));
    model.addAttribute("placeholders", prompts.placeholders(name, language));
    model.addAttribute("optional", List.of("count", "language"));
    model.addAttribute(
        "version", FormText.version(new Own(own.map(StoredPrompt::text).orElse(null))));
    model.addAttribute("error", error);
    return "provider/prompt";
  }

  /** The project's own text, null while it uses the built-in one. */
  private record Own(@Nullable String text) {}

  private Optional<StoredPrompt> own(String projectId, String name, String language) {
    return stored.list(projectId, name, language, ALL).items().stream().findFirst();
  }

  @PostMapping("/{name}")
  String save(
      @PathVariable String projectId,
      @PathVariable String name,
      @RequestParam String language,
      @RequestParam String text,
      @RequestParam(required = false) @Nullable String version,
      Model model) {
    Optional<StoredPrompt> own = own(projectId, name, language);
    String words = FormText.text(own.map(StoredPrompt::text).orElse(null), text);
    try {
      checks.check(name, language, words);
      if (own.isPresent()) {
        stored.edit(projectId, own.get().id(), old -> typed(old, text, version));
      } else {
        stored.create(projectId, name, language, typed(null, text, version));
      }
      return "redirect:/projects/%s/prompts/%s?language=%s".formatted(projectId, name, language);
    } catch (InvalidRequestException e) {
      return show(projectId, name, language, words, e.getMessage(), model);
    } catch (ConflictException e) {
      model.addAttribute("changed", true);
      return show(projectId, name, language, words, null, model);
    }
  }

  private static String typed(@Nullable String old, String sent, @Nullable String version) {
    String typed = FormText.text(old, sent);
    FormText.onto(new Own(old), new Own(typed), version);
    return typed;
  }

  @PostMapping("/{name}/reset")
  String reset(
      @PathVariable String projectId, @PathVariable String name, @RequestParam String language) {
    require(name, language);
    own(projectId, name, language).ifPresent(own -> stored.delete(projectId, own.id()));
    return "redirect:/projects/%s/prompts/%s?language=%s".formatted(projectId, name, language);
  }
}
