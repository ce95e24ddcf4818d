package dev.quern.page.provider;

import dev.quern.dataset.Cursor;
import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.project.StoredPrompts;
import dev.quern.dataset.question.QuestionFilter;
import dev.quern.dataset.question.Questions;
import dev.quern.llm.prompt.Prompts;
import dev.quern.llm.protocol.PromptTrials;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.page.Formats;
import dev.quern.task.type.TaskTypes;
import dev.quern.tasktype.ModelConfig;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tries one prompt with up to three providers, and a project's prompt on a real chunk. */
@Controller
@RequestMapping("/playground")
class PlaygroundPage {

  private static final int MAX_PROVIDERS = 3;

  private final Providers providers;
  private final PromptTrials trials;
  private final Prompts prompts;
  private final StoredPrompts stored;
  private final Chunks chunks;
  private final Questions questions;
  private final TaskTypes types;
  private final Formats formats;

  PlaygroundPage(
      Providers providers,
      PromptTrials trials,
      Prompts prompts,
      StoredPrompts stored,
      Chunks chunks,
      Questions questions,
      TaskTypes types,
      Formats formats) {
    this.providers = providers;
    this.trials = trials;
    this.prompts = prompts;
    this.stored = stored;
    this.chunks = chunks;
    this.questions = questions;
    this.types = types;
    this.formats = formats;
  }

  @GetMapping
  String show(
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable String chunk,
      @RequestParam(defaultValue = "question-generation") String name,
      @RequestParam(defaultValue = "en") String language,
      Model model) {
    model.addAttribute("providers", providers.list(1000, 0));
    model.addAttribute("chosen", List.of("default"));
    if (project == null || chunk == null) {
      model.addAttribute("prompt", "");
      return "provider/playground";
    }
    Set<String> names = new TreeSet<>();
    types.all().forEach(type -> names.addAll(type.prompts()));
    String known = names.contains(name) ? name : "question-generation";
    String spoken = ModelConfig.LANGUAGES.contains(language) ? language : "en";
    model.addAttribute("names", names);
    model.addAttribute("name", known);
    model.addAttribute("language", spoken);
    model.addAttribute("languages", ModelConfig.LANGUAGES);
    model.addAttribute("project", project);
    model.addAttribute("chunk", chunk);
    model.addAttribute("prompt", prompt(project, chunks.get(project, chunk), known, spoken));
    return "provider/playground";
  }

  /** The project's prompt for a chunk; what it says of answers and the like stays a placeholder. */
  private String prompt(String project, Chunk chunk, String name, String language) {
    String words =
        stored.text(project, name, language).orElseGet(() -> prompts.words(name, language));
    Map<String, String> values = new HashMap<>();
    values.put("text", chunk.content());
    values.put("count", "3");
    values.put("language", Prompts.languageName(language));
    QuestionFilter ofChunk = QuestionFilter.all(project).withChunk(chunk.id());
    questions.slice(ofChunk, Cursor.START, 1).items().stream()
        .findFirst()
        .ifPresent(question -> values.put("question", question.question()));
    return Prompts.renderCustom(words, values);
  }

  /** The frame of the answers; each is loaded separately, so that the fastest appears first. */
  @PostMapping
  String ask(
      @RequestParam String prompt,
      @RequestParam(required = false) @Nullable List<String> provider,
      Model model) {
    List<String> asked =
        provider == null ? List.of() : provider.stream().limit(MAX_PROVIDERS).toList();
    model.addAttribute("providers", providers.list(1000, 0));
    model.addAttribute("chosen", asked);
    model.addAttribute("prompt", prompt);
    model.addAttribute("asked", prompt.isBlank() ? List.of() : asked);
    return "provider/playground";
  }

  /** The answer, as the model writes it. */
  @PostMapping("/answer")
  void answer(
      @RequestParam String prompt, @RequestParam String provider, HttpServletResponse response)
      throws IOException {
    Provider asked = providers.get(provider);
    AnswerStream stream = new AnswerStream(response);
    stream.end(trials.of(asked, prompt, stream), formats, formats.message("playground.first"));
  }
}
