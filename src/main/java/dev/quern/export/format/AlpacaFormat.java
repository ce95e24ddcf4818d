package dev.quern.export.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stanford Alpaca's records, with the columns that LLaMA-Factory's {@code alpaca} formatting maps
 * by default: instruction, input, output, and system where one is given.
 */
@Component
class AlpacaFormat implements RecordFormat {

  @Override
  public String name() {
    return "alpaca";
  }

  @Override
  public boolean takes(Kind kind) {
    return kind != Kind.CONVERSATIONS;
  }

  @Override
  public List<Field> fields(Kind kind, Style style) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("instruction"));
    fields.add(Field.text("input"));
    fields.add(Field.text("output"));
    Chat.addCommon(fields, kind, style);
    return fields;
  }

  @Override
  public Map<String, @Nullable Object> record(Row row, Style style) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    record.put("instruction", Chat.askedWithPlace(row));
    record.put("input", "");
    record.put("output", Chat.answered(row, style));
    record.put("system", style.system(row));
    Chat.putCommon(record, row, style);
    return record;
  }

  /** Where there is an input, question and input are one text, as trainers join them. */
  @Override
  public Map<String, @Nullable Object> row(Kind kind, Map<String, @Nullable Object> record) {
    Given given = new Given(record);
    if (RecordFormat.isSome(record.get("history"))) {
      throw new RefusedRecordException(
          "has a 'history', which a question with its answer cannot hold: write it as sharegpt or"
              + " messages and import it with kind=conversations");
    }
    String input = given.textOrNull("input");
    String instruction = given.text("instruction");
    String asked = input == null || input.isBlank() ? instruction : instruction + "\n" + input;
    given.row().put("question", Chat.question(kind, asked));
    given.takeAnswer(kind, Chat.withTags(kind, given.text("output")));
    given.takeSystem("system");
    given.take("images", "images");
    return given.row();
  }
}
