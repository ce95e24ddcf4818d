package dev.quern.document.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairedUtf8Tests {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "c3a920 4974 92 73, é It’s",
    "636166 e9 2e, café.",
    "93 6869 94, “hi”",
    "e9, é",
    "e7a3a8 ff e59d8a, 磨\uFFFD坊",
    "61 e7a3 62, a\uFFFDb",
    "61 81 62, a\uFFFDb",
    "f09f8cbe e9, 🌾\uFFFD",
    "61 eda080 62, aí\u00A0€b",
  })
  void repairs(String hex, String text) throws IOException {
    assertThat(read(HexFormat.of().parseHex(hex.replace(" ", "")))).isEqualTo(text);
  }

  @Property
  void changesNothingInWellFormedText(@ForAll String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  @Property
  void composesAsTheWholeTextWouldBe(@ForAll("pieces") String text) throws IOException {
    StringWriter out = new StringWriter();
    new ComposedReader(new StringReader(text.repeat(200))).transferTo(out);
    assertThat(out).hasToString(Normalizer.normalize(text.repeat(200), Normalizer.Form.NFC));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.strings()
        .withChars("aeoâêôơư \u0300\u0301\u0303\u0309\u0323xy")
        .ofMinLength(1)
        .ofMaxLength(200);
  }

  private static String read(byte[] bytes) throws IOException {
    StringWriter out = new StringWriter();
    new RepairedUtf8(new ByteArrayInputStream(bytes)).transferTo(out);
    return out.toString();
  }
}
