package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails as programs write them: in wider charsets than they name, with empty alternatives. */
class MailCasesTests {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "gb2312,GBK,朱镕基的书 €",
    "iso-8859-1,windows-1252,It’s “fine” – 5 €",
    "ISO-8859-9,windows-1254,Şöyle dedi: “iyi”",
    "iso-2022-jp,x-windows-iso2022jp,①㈱髙橋",
    "shift_jis,windows-31j,①㈱髙橋",
    "big5,Big5-HKSCS,你喺邊度",
    "ks_c_5601-1987,x-windows-949,똠방각하",
    "utf-8,UTF-8,朱镕基"
  })
  void readsTheWiderCharsetThatIsMeant(String named, String written, String text)
      throws IOException {
    Charset charset = Charset.forName(written);
    String words = Base64.getEncoder().encodeToString(text.getBytes(charset));
    String head =
        "Subject: =?%1$s?B?%2$s?=\r\nFrom: =?%1$s?B?%2$s?= <a@example.org>\r\n"
                .formatted(named, words)
            + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=%s\r\n".formatted(named)
            + "Content-Transfer-Encoding: base64\r\n\r\n";
    assertThat(read(head + words))
        .startsWith("# " + text + "\n\nFrom: " + text + " <a@example.org>\n")
        .endsWith("\n\n" + text + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <html><body><div></div></body></html>              | The fee is 45 euro.
          <html><head><title>Fee</title></head></html>       | The fee is 45 euro.
          <p>The fee is <b>54 euro</b>.</p>                  | The fee is 54 euro.
          """)
  void prefersTheAlternativeOfAPageWhereThatHasText(String page, String shown) throws IOException {
    String part = "--x\r\nContent-Type: text/%s; charset=utf-8\r\n\r\n%s\r\n";
    assertThat(
            read(
                "Subject: s\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/alternative; boundary=x\r\n\r\n"
                    + part.formatted("plain", "The fee is 45 euro.")
                    + part.formatted("html", page)
                    + "--x--\r\n"))
        .endsWith("Subject: s\n\n" + shown + "\n");
  }

  @Test
  void readsAPageAloneEvenIfItHasNoText() throws IOException {
    assertThat(read("Subject: s\r\nContent-Type: text/html\r\n\r\n<p><img alt='A mill' src=a></p>"))
        .endsWith("![A mill](a)\n");
  }

  @Test
  void readsTheMailsOfAFolderOneAfterTheOther() throws IOException {
    Path file = folder.resolve("a.mbox");
    Files.writeString(
        file,
        """
        From a@example.org Thu Jan  1 00:00:00 2026
        From: a@example.org
        Subject: Rye

        The rye is ground.

        From now on it costs 45 euro.
        >From May on, more.

        From - Fri Jan  2 10:30:00 2026
        From: b@example.org
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        <p>M=C3=BChle</p>
        """);
    assertThat(Reading.markdown(file))
        .isEqualTo(
            "# Rye\n\nFrom: a@example.org\nSubject: Rye\n\nThe rye is ground.\n\n"
                + "From now on it costs 45 euro.\nFrom May on, more.\n\n"
                + "# Mail 2\n\nFrom: b@example.org\n\nMühle\n");
  }

  @Test
  void showsWhatIsQuotedAsQuotes() throws IOException {
    assertThat(
            read(
                "From: a@example.org\r\n"
                    + "Subject: s\r\n\r\n"
                    + "Yes.\r\n\r\n"
                    + "Bob wrote:\r\n"
                    + "> Is it ground?\r\n"
                    + ">> Is it rye?\r\n"
                    + ">\r\n"
                    + "> Now?\r\n"
                    + "It is.\r\n"
                    + ">From May on.\r\n"))
        .endsWith(
            "Yes.\n\n"
                + "Bob wrote:\n\n"
                + "> Is it ground?\n"
                + ">\n"
                + "> > Is it rye?\n"
                + ">\n"
                + "> Now?\n\n"
                + "It is.\n"
                + "\\>From May on.\n");
  }

  @ParameterizedTest
  @CsvSource({"a.eml,Ada <a@example.org>", "a.mht,<Saved by Blink>", "a,Ada <a@example.org>"})
  void readsAMailThatBeginsWithItsVersion(String name, String from) throws IOException {
    Path file = folder.resolve("stored");
    Files.writeString(
        file,
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n"
            + "Subject: Rye\r\nFrom: %s\r\n\r\n--x\r\n".formatted(from)
            + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Rye is <b>ground</b>.</p>\r\n"
            + "--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + "iVBORw0KGgo=\r\n--x--\r\n");
    String head = "# Rye\n\nFrom: %s\nSubject: Rye\n\n".formatted(from);
    assertThat(Reading.markdown(file, name))
        .isEqualTo((name.endsWith(".mht") ? "" : head) + "Rye is ground.\n");
  }

  private String read(String mail) throws IOException {
    Path file = folder.resolve("a.eml");
    Files.write(file, mail.getBytes(StandardCharsets.ISO_8859_1));
    return Reading.markdown(file);
  }
}
