package dev.quern.llm.reply.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * Writes JSON whose numbers have the digits that were read: 0.0000001 is no 1E-7. An exponent is
 * written where one was read that makes a number large, and for the very small.
 */
public final class ExactText {

  /** So many decimals are written out. */
  private static final int MAX_SCALE = 100;

  private ExactText() {}

  /** The JSON without blanks between its parts. */
  public static String of(JsonNode json) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new Plain(Json.ONE_VALUE.createGenerator(text))) {
      Json.ONE_VALUE.writeTree(out, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static final class Plain extends JsonGeneratorDelegate {

    Plain(JsonGenerator out) {
      super(out);
    }

    @Override
    public void writeNumber(BigDecimal value) throws IOException {
      boolean plain = value.scale() >= 0 && value.scale() <= MAX_SCALE;
      super.writeNumber(plain ? value.toPlainString() : value.toString());
    }
  }
}
