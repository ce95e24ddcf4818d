package dev.quern.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.quern.llm.accounting.CallAccounting;
import dev.quern.llm.accounting.CallLog;
import dev.quern.llm.accounting.CallRepository;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.limit.Cluster;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.meter.BoundedTags;
import dev.quern.testing.RouteTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/llm/llm.camel.yaml,"
        + "file:routes/llm/call-provider.camel.yaml")
class LlmRouteTests {

  private static final Provider PROVIDER =
      new Provider(
          "p", "openai", null, null, "m", null, null, null, null, null, 1, false, null, null, null);

  /** The real limits, one call at a time, with a note of what is done. */
  public static class Limits extends ProviderLimits {
    final List<String> notes = new CopyOnWriteArrayList<>();

    Limits(CallAccounting accounts) {
      super(
          Cluster.ALONE,
          mock(Providers.class),
          accounts,
          new ProviderMeters(new SimpleMeterRegistry(), new BoundedTags()),
          new SimpleMeterRegistry(),
          Clock.systemUTC());
    }

    @Override
    public <T> ModelRequest<T> acquire(ModelRequest<T> modelRequest) {
      super.acquire(modelRequest);
      notes.add("acquire");
      return modelRequest;
    }

    @Override
    public <T> ModelRequest<T> release(ModelRequest<T> modelRequest) {
      notes.add("release");
      return super.release(modelRequest);
    }
  }

  /** Says what it is told to say. */
  static final class Parrot implements ChatModel {
    private final Limits limits;
    private volatile Supplier<String> reply = () -> "";

    Parrot(Limits limits) {
      this.limits = limits;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
      limits.notes.add("chat");
      ChatResponse response = ChatResponse.builder().aiMessage(AiMessage.from(reply.get())).build();
      UserMessage asked = (UserMessage) request.messages().get(0);
      ((ModelRequest<?>) asked.attributes().get(ModelRequest.ATTRIBUTE)).received(response);
      return response;
    }
  }

  @Configuration
  static class Beans {
    @Bean
    CallAccounting callAccounts() {
      CallRepository none = new CallRepository(new JdbcTemplate(), new TransactionTemplate());
      return new CallAccounting(
          new CallLog(none, Clock.systemUTC()),
          new SimpleMeterRegistry(),
          new StaticListableBeanFactory().getBeanProvider(Tracer.class),
          java.time.Clock.systemUTC());
    }

    @Bean
    Limits providerLimits(CallAccounting accounts) {
      return new Limits(accounts);
    }

    @Bean
    ReplyCache replyCache(CallAccounting accounts) {
      return new ReplyCache(JdbcClient.create(new JdbcTemplate()), accounts);
    }

    @Bean
    ReplyHandler replyHandler(Limits limits, ReplyCache cache) {
      return new ReplyHandler(limits, cache, new FailureClassifier(Clock.systemUTC()));
    }

    @Bean
    Predicate requestIsOpen() {
      return exchange -> exchange.getMessage().getBody(ModelRequest.class).isOpen();
    }

    @Bean
    Parrot chatModel(Limits limits) {
      return new Parrot(limits);
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private Limits limits;
  @Autowired private Parrot model;

  @BeforeEach
  void beginAnew() {
    limits.notes.clear();
  }

  @Test
  void waitsForThePlaceAsksAndGivesItBack() {
    model.reply = () -> "four";
    ModelRequest<String> modelRequest = ask();
    assertThat(call(modelRequest).getMessage().getBody()).isSameAs(modelRequest);
    assertThat(modelRequest.value()).isEqualTo("four");
    assertThat(limits.notes).containsExactly("acquire", "chat", "release");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "7",
        "'in single quotes'",
        "\"in double quotes\"",
        "[\"a\", \"b\"]",
        "${body} ${exchangeProperty.modelRequest} #{x} {{quern.home}}",
        "a, b), c(",
        " \n edges \n "
      })
  void handsEveryReplyOnAsItIs(String reply) {
    model.reply = () -> reply;
    ModelRequest<String> modelRequest = ask();
    assertThat(call(modelRequest).getException()).isNull();
    assertThat(modelRequest.value()).isEqualTo(reply);
  }

  @Test
  void givesThePlaceBackAfterAFailureAndNamesItsClass() {
    model.reply =
        () -> {
          throw ModelCallException.of(FailureKind.UNAUTHORIZED, "401", null);
        };
    assertThat(call(ask()).getException())
        .isInstanceOfSatisfying(
            ModelCallException.class,
            e -> assertThat(e.failureKind()).isEqualTo(FailureKind.UNAUTHORIZED));
    assertThat(limits.notes).containsExactly("acquire", "chat", "release");
  }

  @Test
  void leavesOpenWhatARateLimitHeldUp() {
    model.reply =
        () -> {
          throw ModelCallException.rateLimited("429", Duration.ZERO, new Exception());
        };
    ModelRequest<String> modelRequest = ask();
    Exchange done = call(modelRequest);
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isSameAs(modelRequest);
    assertThat(modelRequest.isOpen()).isTrue();
    assertThat(limits.notes).containsExactly("acquire", "chat", "release");
  }

  @Test
  void givesBackNoPlaceThatItDidNotGet() {
    Thread.currentThread().interrupt();
    Exchange done = call(ask());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done.getException()).hasMessageContaining("told to stop");
    assertThat(limits.notes).isEmpty();
  }

  private static ModelRequest<String> ask() {
    return ModelRequest.of(
        PROVIDER,
        CallBudget.NOBODY,
        new OfflineIntent.Unsupported("this"),
        "2 + 2?",
        reply -> reply.text());
  }

  private Exchange call(ModelRequest<String> modelRequest) {
    return template.send("direct:llm", exchange -> exchange.getMessage().setBody(modelRequest));
  }
}
