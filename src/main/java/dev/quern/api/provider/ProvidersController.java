package dev.quern.api.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.api.request.QueryParams;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.protocol.ProviderTest;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.task.RelatedTasks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Providers; API keys are accepted but never returned. */
@RestController
@RequestMapping("/api/providers")
class ProvidersController {

  private final Providers providers;
  private final ProviderTest test;
  private final RelatedTasks tasks;
  private final ObjectMapper json;

  ProvidersController(
      Providers providers, ProviderTest test, RelatedTasks tasks, ObjectMapper json) {
    this.providers = providers;
    this.test = test;
    this.tasks = tasks;
    this.json = json;
  }

  record ProviderBody(
      @Nullable String id,
      @Nullable String provider,
      @Nullable String baseUrl,
      @Nullable String apiKey,
      @Nullable String model,
      @Nullable Double temperature,
      @Nullable Integer maxTokens,
      @Nullable Integer timeoutSeconds,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      @Nullable Integer maxConcurrency,
      @Nullable Boolean stream,
      @Nullable Double priceInput,
      @Nullable Double priceOutput,
      @Nullable String prompts) {

    Provider named(@Nullable String name) {
      new FieldChecks()
          .text("id", name, 64)
          .text("provider", provider, 100)
          .text("model", model, 200)
          .done();
      return new Provider(
          name,
          String.valueOf(provider),
          baseUrl,
          apiKey,
          String.valueOf(model),
          temperature,
          maxTokens,
          timeoutSeconds,
          requestsPerMinute,
          tokensPerMinute,
          maxConcurrency,
          Boolean.TRUE.equals(stream),
          priceInput,
          priceOutput,
          prompts);
    }
  }

  record ProviderView(
      String id,
      String provider,
      @Nullable String baseUrl,
      boolean apiKeySet,
      String model,
      @Nullable Double temperature,
      @Nullable Integer maxTokens,
      @Nullable Integer timeoutSeconds,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      @Nullable Integer maxConcurrency,
      boolean stream,
      @Nullable Double priceInput,
      @Nullable Double priceOutput,
      @Nullable String prompts) {

    static ProviderView of(Provider provider) {
      return new ProviderView(
          String.valueOf(provider.id()),
          provider.provider(),
          provider.baseUrl(),
          provider.apiKey() != null,
          provider.model(),
          provider.temperature(),
          provider.maxTokens(),
          provider.timeoutSeconds(),
          provider.requestsPerMinute(),
          provider.tokensPerMinute(),
          provider.maxConcurrency(),
          provider.stream(),
          provider.priceInput(),
          provider.priceOutput(),
          provider.prompts());
    }
  }

  @PostMapping
  ResponseEntity<ProviderView> create(@RequestBody ProviderBody body) {
    Provider added = providers.add(body.named(body.id()));
    return ResponseEntity.created(URI.create("/api/providers/" + added.id()))
        .body(ProviderView.of(added));
  }

  @GetMapping
  Page<ProviderView> list(QueryParams params) {
    Paging paging = params.paging();
    params.done();
    Page<Provider> page = providers.list(paging);
    return page.with(page.items().stream().map(ProviderView::of).toList());
  }

  @GetMapping("/{id}")
  ProviderView get(@PathVariable String id) {
    return ProviderView.of(providers.get(id));
  }

  @PutMapping("/{id}")
  ProviderView put(@PathVariable String id, @RequestBody ProviderBody body) {
    new FieldChecks()
        .that(body.id() == null || body.id().equals(id), "id", "is not the id in the path")
        .done();
    Provider provider = body.named(id);
    tasks.requirePricesOf(id, provider.hasPrices());
    return ProviderView.of(providers.replace(provider));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    providers.get(id);
    tasks.requireNoneOf(id);
    providers.delete(id);
    return ResponseEntity.noContent().build();
  }

  /** An optional body. */
  record NoFields() {}

  @PostMapping("/{id}/test")
  ProviderTest.Result test(
      @PathVariable String id, @RequestBody(required = false) byte @Nullable [] body)
      throws IOException {
    if (body != null && !new String(body, StandardCharsets.UTF_8).isBlank()) {
      NoFields given = json.readValue(body, NoFields.class);
      new FieldChecks().present("body", given, "an empty object").done();
    }
    return test.probe(providers.get(id));
  }

  /** A model that a provider's server offers; {@code id} is the value for {@code model}. */
  record ModelView(String id) {}

  @GetMapping("/{id}/models")
  Page<ModelView> models(@PathVariable String id, QueryParams params) {
    Paging paging = params.paging();
    params.done();
    List<String> names = test.models(providers.get(id));
    String after = paging.after();
    if (after != null && !names.contains(after)) {
      throw InvalidRequestException.unknown("after", "model", after);
    }
    long before = after == null ? paging.offset() : names.indexOf(after) + 1;
    return Page.of(
        names.stream().skip(before).limit(paging.limit()).map(ModelView::new).toList(),
        names.size(),
        paging);
  }
}
