package dev.quern.page.provider;

import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.project.StoredPrompts;
import dev.quern.llm.prompt.Prompts;
import dev.quern.llm.protocol.PromptTrials;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.page.Formats;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
  private final Formats formats;

  PlaygroundPage(
      Providers providers,
      PromptTrials trials,
      Prompts prompts,
      StoredPrompts stored,
      Chunks chunks,
      Formats formats) {
    this.providers = providers;
    this.trials = trials;
    this.prompts = prompts;
    this.stored = stored;
    this.chunks = chunks;
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
    model.addAttribute("prompt", prompt(project, chunk, name, language));
    return "provider/playground";
  }

  /** The prompt that a task would send for a chunk; empty if no chunk is named. */
  private String prompt(
      @Nullable String project, @Nullable String chunk, String name, String language) {
    if (project == null || chunk == null) {
      return "";
    }
    String words =
        stored.text(project, name, language).orElseGet(() -> prompts.words(name, language));
    return Prompts.renderCustom(
        words,
        Map.of(
            "text", chunks.get(project, chunk).content(),
            "count", "3",
            "language", Prompts.languageName(language)));
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
