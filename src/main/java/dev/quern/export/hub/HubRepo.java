package dev.quern.export.hub;

import dev.quern.address.OutboundUrl;
import dev.quern.error.FieldChecks;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A dataset repository on a Hub.
 *
 * @param endpoint the Hub's address [https://huggingface.co]
 * @param repo OWNER/NAME
 * @param token a token with write access; it is used for this upload and not stored
 * @param revision the branch [main]
 * @param isPrivate whether a new repository is private [true]
 */
public record HubRepo(
    @Nullable String endpoint,
    @Nullable String repo,
    @Nullable String token,
    @Nullable String revision,
    @Nullable Boolean isPrivate) {

  public HubRepo {
    endpoint = (endpoint == null ? "https://huggingface.co" : endpoint).replaceAll("/+$", "");
    revision = revision == null ? "main" : revision;
    isPrivate = isPrivate == null || isPrivate;
  }

  /** Refuses an invalid repository, or an address that must not be called. */
  public void check() {
    new FieldChecks()
        .text("repo", repo, 200)
        .text("token", token, 1_000)
        .that(
            repo == null || repo.matches("[\\w][\\w.-]*/[\\w][\\w.-]*"),
            "repo",
            "must be OWNER/NAME, of letters, digits, - _ and .")
        .that(
            token == null || token.matches("[\\x21-\\x7e]+"),
            "token",
            "must be of visible ASCII characters")
        .that(
            revision != null && revision.matches("[\\w][\\w.-]*"),
            "revision",
            "must be a branch's name, of letters, digits, - _ and .")
        .done();
    OutboundUrl.check("endpoint", String.valueOf(endpoint));
  }

  URI at(String path) {
    return URI.create(endpoint + path);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return endpoint + "/datasets/" + repo + "@" + revision;
  }
}
