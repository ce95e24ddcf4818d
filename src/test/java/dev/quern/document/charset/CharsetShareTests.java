package dev.quern.document.charset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.charset.CharsetTexts.Sample;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The share of texts that are read right, as the README tells it. */
class CharsetShareTests {

  private static final List<Sample> SAMPLES = CharsetTexts.all(2);

  @Test
  void coversEnoughTextsAndCharsets() {
    assertThat(SAMPLES).hasSizeGreaterThan(1000);
    assertThat(SAMPLES.stream().map(Sample::charset).distinct()).hasSizeGreaterThan(25);
  }

  @ParameterizedTest(name = "of {0} bytes: {1}")
  @CsvSource({"20, 0.93", "40, 0.96", "100, 0.98", "200, 0.99", "500, 0.99", "2000, 0.99"})
  void readsRight(int size, double share) {
    List<Sample> samples = SAMPLES.stream().filter(sample -> sample.size() == size).toList();
    List<Sample> wrong = samples.stream().filter(sample -> !isRight(sample)).toList();
    double right = 1 - (double) wrong.size() / samples.size();
    System.out.printf("%d bytes: %.1f %% of %d read right%n", size, 100 * right, samples.size());

    assertThat(right)
        .as(() -> wrong.stream().map(Sample::toString).collect(Collectors.joining("\n")))
        .isGreaterThanOrEqualTo(share);
  }

  private static boolean isRight(Sample sample) {
    Charset found =
        CharsetByLanguage.isIso2022Jp(sample.bytes())
            ? Charset.forName("ISO-2022-JP")
            : CharsetByLanguage.of(sample.bytes()).charset();
    return Normalizer.normalize(new String(sample.bytes(), found), Normalizer.Form.NFC)
        .equals(sample.text());
  }

  @Test
  void isNotSureOfNoise() {
    Random random = new Random(7);
    byte[] noise = new byte[60];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i % 3 == 0 ? 'a' + random.nextInt(26) : 0x80 + random.nextInt(128));
    }
    assertThat(CharsetByLanguage.of(noise).confidence()).isLessThanOrEqualTo(0.5);
  }
}
