package dev.quern.page.provider;

import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.ProviderLimits;
import dev.quern.llm.accounting.CallStatistics;
import dev.quern.llm.accounting.UsageReport;
import dev.quern.llm.failure.UnreachableProviderException;
import dev.quern.llm.protocol.ProviderTest;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.task.RelatedTasks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The providers: usage, test, models and form of each. */
@Controller
@RequestMapping("/providers")
class ProvidersPage {

  private static final List<String> KINDS =
      List.of("openai", "ollama", "gemini", "anthropic", "openrouter", "offline");

  private final Providers providers;
  private final ProviderTest test;
  private final RelatedTasks tasks;
  private final UsageReport usage;
  private final CallStatistics calls;
  private final ProviderLimits limits;

  ProvidersPage(
      Providers providers,
      ProviderTest test,
      RelatedTasks tasks,
      UsageReport usage,
      CallStatistics calls,
      ProviderLimits limits) {
    this.providers = providers;
    this.test = test;
    this.tasks = tasks;
    this.usage = usage;
    this.calls = calls;
    this.limits = limits;
  }

  /**
   * A provider as the form and the lists show it: whether there is a key, and never the key.
   *
   * @param nextTry until when this node does not ask it, as it is down or asked for a pause
   */
  record Shown(Provider of, boolean keySet, UsageReport.Sum used, @Nullable Instant nextTry) {}

  private Shown shown(Provider provider) {
    return new Shown(
        provider,
        provider.apiKey() != null,
        usage.sum(null, String.valueOf(provider.id())),
        limits.nextTry(provider));
  }

  @GetMapping
  String list(Model model) {
    return list(Map.of(), null, model);
  }

  private String list(Map<String, String> given, @Nullable String error, Model model) {
    model.addAttribute("providers", providers.list(1000, 0).stream().map(this::shown).toList());
    model.addAttribute("kinds", KINDS);
    addForm(given, model);
    model.addAttribute("error", error);
    return "provider/list";
  }

  /** What a form shows: never an API key, which must be typed again. */
  private static void addForm(Map<String, String> form, Model model) {
    Map<String, String> shown = new HashMap<>(form);
    String key = shown.remove("api_key");
    model.addAttribute("given", shown);
    model.addAttribute("keyTyped", key != null && !key.isBlank());
  }

  @PostMapping
  String create(@RequestParam String id, @RequestParam Map<String, String> form, Model model) {
    try {
      return "redirect:/providers/" + providers.add(ProviderForm.read(id, form)).id();
    } catch (InvalidRequestException | ConflictException e) {
      return list(form, e.getMessage(), model);
    }
  }

  @GetMapping("/{id}")
  String show(@PathVariable String id, Model model) {
    return show(id, null, null, model);
  }

  private String show(
      String id, @Nullable Map<String, String> typed, @Nullable String error, Model model) {
    Provider provider = providers.get(id);
    model.addAttribute("provider", shown(provider));
    addForm(typed == null ? ProviderForm.of(provider) : typed, model);
    model.addAttribute("version", ProviderForm.version(provider));
    model.addAttribute("latencies", calls.latencies(id));
    List<CallStatistics.Hour> hours = calls.hours(id);
    model.addAttribute("hours", hours);
    model.addAttribute(
        "most", hours.stream().mapToLong(hour -> hour.good() + hour.failed()).max().orElse(1));
    model.addAttribute("kinds", KINDS);
    model.addAttribute("error", error);
    return "provider/one";
  }

  @PostMapping("/{id}")
  String edit(@PathVariable String id, @RequestParam Map<String, String> form, Model model) {
    try {
      providers.edit(
          id,
          old -> {
            Provider typed = ProviderForm.read(old, form);
            tasks.requirePricesOf(id, typed.hasPrices());
            return typed;
          });
      return "redirect:/providers/" + id;
    } catch (InvalidRequestException e) {
      return show(id, form, e.getMessage(), model);
    } catch (ConflictException e) {
      boolean changed = !ProviderForm.version(providers.get(id)).equals(form.get("version"));
      model.addAttribute("changed", changed);
      model.addAttribute("now", new TreeMap<>(ProviderForm.of(providers.get(id))));
      return show(id, form, changed ? null : e.getMessage(), model);
    }
  }

  @PostMapping("/{id}/delete")
  String delete(@PathVariable String id, Model model) {
    try {
      tasks.requireNoneOf(id);
      providers.delete(id);
      return "redirect:/providers";
    } catch (ConflictException e) {
      return show(id, null, e.getMessage(), model);
    }
  }

  @PostMapping("/{id}/test")
  String test(@PathVariable String id, Model model) {
    model.addAttribute("result", test.probe(providers.get(id)));
    return "provider/one :: test";
  }

  @PostMapping("/{id}/models")
  String models(@PathVariable String id, Model model) {
    try {
      model.addAttribute("models", test.models(providers.get(id)));
    } catch (UnreachableProviderException e) {
      model.addAttribute("unreachable", e.getMessage());
    }
    return "provider/one :: models";
  }
}
