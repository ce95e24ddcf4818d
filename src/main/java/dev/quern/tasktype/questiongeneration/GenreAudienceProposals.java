package dev.quern.tasktype.questiongeneration;

import dev.quern.dataset.question.GaPair;
import dev.quern.dataset.question.GaPairs;
import dev.quern.dataset.question.NewGaPair;
import dev.quern.document.store.SourceFiles;
import dev.quern.document.store.SourceTexts;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import dev.quern.llm.prompt.PromptSet;
import dev.quern.llm.prompt.Prompts;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.llm.reply.GaPairReader;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.llm.request.ReplySchema;
import dev.quern.tasktype.ModelConfig;
import dev.quern.tasktype.ReplyGuard;
import dev.quern.tasktype.ReplyGuards;
import dev.quern.tasktype.TaskPrompts;
import dev.quern.tasktype.warning.RowChecks;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets a model propose pairs of genre and audience for a document. */
@Component("gaProposals")
public class GenreAudienceProposals {

  private static final String PROMPT = "ga-pair-generation";
  private static final int PAIRS = 5;

  /** Of a document, its beginning says best what it is and who reads it. */
  private static final int MAX_EXCERPT = 12_000;

  private final Providers providers;
  private final TaskPrompts prompts;
  private final ReplyGuards guards;
  private final SourceFiles files;
  private final SourceTexts texts;
  private final GaPairs pairs;
  private final ProposalSettings settings;
  private final Clock clock;

  GenreAudienceProposals(
      Providers providers,
      TaskPrompts prompts,
      ReplyGuards guards,
      SourceFiles files,
      SourceTexts texts,
      GaPairs pairs,
      ProposalSettings settings,
      Clock clock) {
    this.providers = providers;
    this.prompts = prompts;
    this.guards = guards;
    this.files = files;
    this.texts = texts;
    this.pairs = pairs;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The options of a proposal.
   *
   * @param providerId the provider of the model [default]
   * @param language of the pairs: en, zh-CN or tr [en]
   * @param active whether the pairs are active from the start [true]
   */
  public record Options(
      @Nullable String providerId, @Nullable String language, @Nullable Boolean active) {

    public static final Options DEFAULTS = new Options(null, null, null);
  }

  /** The options of the request, or the defaults without a body. */
  public Options wanted(@Nullable Options body) {
    Options given = body == null ? Options.DEFAULTS : body;
    String language = given.language() == null ? "en" : given.language();
    if (!ModelConfig.LANGUAGES.contains(language)) {
      throw InvalidRequestException.oneOf("language", language, ModelConfig.LANGUAGES);
    }
    String provider =
        given.providerId() == null ? ModelConfig.DEFAULT_PROVIDER : given.providerId();
    return new Options(provider, language, !Boolean.FALSE.equals(given.active()));
  }

  /**
   * The model request.
   *
   * @throws NotFoundException when the project has no such file
   * @throws InvalidRequestException when there is no such provider, or it has no model (422)
   */
  public ModelRequest<List<GaPairReader.Pair>> ask(
      String projectId, String fileId, Options wanted) {
    if (!files.exists(projectId, fileId)) {
      throw NotFoundException.of("file", fileId);
    }
    Provider provider = providers.require("provider_id", String.valueOf(wanted.providerId()));
    if (provider.isOffline()) {
      throw InvalidRequestException.unprocessable(
          "provider_id",
          "names the offline provider, which proposes nothing: name one with a language model");
    }
    String language = String.valueOf(wanted.language());
    PromptSet set = PromptSet.of(provider.prompts(), null);
    String text = excerpt(fileId);
    ReplyGuard guard = guards.of(projectId, PROMPT, language, set, text);
    return ModelRequest.of(
            provider,
            CallBudget.nobodyAfter(clock.instant().plus(settings.maxWait())),
            new OfflineIntent.Unsupported("proposals for genre and audience"),
            prompts.renderFor(
                projectId,
                PROMPT,
                language,
                set,
                Map.of(
                    "text", text,
                    "count", String.valueOf(PAIRS),
                    "language", Prompts.languageName(language))),
            reply -> GaPairReader.read(reply, PAIRS))
        .askedAgainWith(
            () ->
                prompts.renderFor(
                    projectId,
                    "reply-again-pairs",
                    language,
                    set,
                    Map.of(
                        "count", String.valueOf(PAIRS),
                        "language", Prompts.languageName(language))))
        .withSchema(ReplySchema.pairs(PAIRS))
        .checkedBy(guard.ofEcho(GenreAudienceProposals::words))
        .checkedBy(
            guard.ofLanguages(pairs -> pairs.stream().map(GenreAudienceProposals::words).toList()));
  }

  private static String words(GaPairReader.Pair pair) {
    return pair.genre() + "\n" + pair.audience();
  }

  private static String words(List<GaPairReader.Pair> pairs) {
    return pairs.stream().map(GenreAudienceProposals::words).collect(Collectors.joining("\n"));
  }

  /** Stores the proposed pairs in addition to the existing ones. */
  @Transactional
  public List<GaPair> store(
      String projectId, String fileId, Options wanted, List<GaPairReader.Pair> proposed) {
    String text = excerpt(fileId);
    String language = String.valueOf(wanted.language());
    return proposed.stream()
        .map(
            pair ->
                pairs.create(
                    projectId,
                    new NewGaPair(fileId, pair.genre(), pair.audience(), wanted.active()),
                    RowChecks.ofText(words(pair), language, text, false)))
        .toList();
  }

  private String excerpt(String fileId) {
    char[] text = new char[MAX_EXCERPT];
    int length = 0;
    try (Reader reader = texts.read(fileId)) {
      int read = 0;
      while (read >= 0 && length < text.length) {
        length += read;
        read = reader.read(text, length, text.length - length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean halved = length > 0 && Character.isHighSurrogate(text[length - 1]);
    return new String(text, 0, halved ? length - 1 : length);
  }
}
