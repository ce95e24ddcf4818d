package dev.quern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * The page for a browser without scripts: it keeps cookies, follows redirects, and sends forms as
 * browsers encode them. It needs no browser, so what it shows is shown on every machine.
 */
public final class PlainPage {

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(Redirect.NORMAL)
          .build();
  private final String base;

  public PlainPage(String base) {
    this.base = base;
  }

  /**
   * A view.
   *
   * @param path where it is after redirects, with its query
   * @param text its HTML as it came
   */
  public record View(int status, String path, String text, Document html) {

    /** The one element of a selector. */
    public Element find(String css) {
      return html.expectFirst(css);
    }

    /** The words of an element. */
    public String text(String css) {
      return find(css).text();
    }
  }

  /** Opens a path. */
  public View open(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).build());
  }

  /** Sends the form at that selector as it is shown. */
  public View submit(View view, String css) {
    return submit(view, css, Map.of());
  }

  /** Sends the form at that selector with other values in these fields. */
  public View submit(View view, String css, Map<String, String> typed) {
    FormElement form = (FormElement) view.find(css);
    List<String> pairs = new ArrayList<>();
    for (KeyVal field : form.formData()) {
      if (!typed.containsKey(field.key())) {
        pairs.add(pair(field.key(), shown(form, field)));
      }
    }
    typed.forEach((name, value) -> pairs.add(pair(name, value)));
    String query = String.join("&", pairs);
    String target = form.attr("action").isEmpty() ? view.path() : form.attr("action");
    if (!form.attr("method").equalsIgnoreCase("post")) {
      return open(target.replaceFirst("\\?.*", "") + "?" + query);
    }
    return send(
        HttpRequest.newBuilder(URI.create(base + target))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Referer", base + view.path())
            .POST(BodyPublishers.ofString(query))
            .build());
  }

  /** What a field holds: a line of text has no line ends, and a text loses its first. */
  private static String shown(FormElement form, KeyVal field) {
    Element text = form.selectFirst("textarea[name=\"" + field.key() + "\"]");
    boolean hidden = !form.select("input[type=hidden][name=\"" + field.key() + "\"]").isEmpty();
    return text != null
        ? text.wholeText().replaceFirst("^(\\r\\n|\\n)", "")
        : hidden ? field.value() : field.value().replaceAll("[\r\n]", "");
  }

  /** Posts fields as a form of the page does, with its token. */
  public View post(String path, Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach((name, value) -> pairs.add(pair(name, value)));
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-CSRF-TOKEN", open("/").find("meta[name=form-token]").attr("content"))
            .POST(BodyPublishers.ofString(String.join("&", pairs)))
            .build());
  }

  /** Encodes a field as browsers do: every line ends with a carriage return and a line feed. */
  private static String pair(String name, String value) {
    String sent = value.replaceAll("\r\n?|\n", "\r\n");
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(sent, StandardCharsets.UTF_8);
  }

  private View send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      String path = answer.uri().toString().substring(base.length());
      return new View(answer.statusCode(), path, answer.body(), Jsoup.parse(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
