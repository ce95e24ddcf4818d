package dev.quern.dataset.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSchemaTests {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'a':'text','n':[1]}|{'a':'x','n':[]}|true",
        "{'a':'text','n':[1]}|{'a':'x','n':[2,3.5]}|true",
        "{'a':'text','n':[1]}|{'a':'x','n':['2']}|false",
        "{'a':'text','n':[1]}|{'a':'x'}|false",
        "{'a':'text','n':[1]}|{'a':'x','n':[1],'b':1}|false",
        "{'a':'text','n':[1]}|['a']|false",
        "{'a':null}|{'a':{'any':true}}|true",
        "{'a':{'b':true}}|{'a':{'b':false}}|true",
        "{'a':{'b':true}}|{'a':{'b':'no'}}|false",
        "[{'q':'x'}]|[{'q':'1'},{'q':'2'}]|true",
        "[{'q':'x'}]|[{'q':'1'},{}]|false",
        "{'properties':1}|{'properties':2}|true"
      })
  void holdsAnswersToTheFieldsOfAnExample(String example, String answer, boolean fits) {
    assertThat(AnswerSchema.ofExample(json(example)).violations(json(answer)).isEmpty())
        .isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$schema':'http://json-schema.org/draft-04/schema#','type':'integer','minimum':3,'exclusiveMinimum':true}",
        "{'$schema':'http://json-schema.org/draft-07/schema#','type':'integer','exclusiveMinimum':3}",
        "{'$schema':'https://json-schema.org/draft/2019-09/schema','exclusiveMinimum':3}",
        "{'$ref':'#/$defs/n','$defs':{'n':{'type':'integer','exclusiveMinimum':3}}}"
      })
  void knowsTheDraftsAndPlacesWithinASchema(String schema) {
    AnswerSchema shape = AnswerSchema.of(json(schema));
    assertThat(shape.violations(json("3"))).isNotEmpty();
    assertThat(shape.violations(json("4"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "'string'",
        "true",
        "{'type':'objekt'}",
        "{'required':'a'}",
        "{'minimum':'1'}",
        "{'$schema':'https://example.org/mine','type':'object'}",
        "{'pattern':'('}",
        "{'$ref':'#/nowhere'}"
      })
  void refusesWhatIsNoSchema(String schema) {
    assertThatIllegalArgumentException().isThrownBy(() -> AnswerSchema.of(json(schema)));
  }

  @Test
  void fetchesNothing() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      server.setSoTimeout(1);
      String there = "http://127.0.0.1:" + server.getLocalPort() + "/schema.json";
      for (String key : new String[] {"$ref", "$schema"}) {
        assertThatIllegalArgumentException()
            .isThrownBy(
                () -> AnswerSchema.of(json("{'type':'object','" + key + "':'" + there + "'}")));
      }
      assertThat(connected(server)).isFalse();
    }
  }

  private static boolean connected(ServerSocket server) throws IOException {
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Test
  void refusesWhatIsNestedTooDeeplyInPlainWords() {
    for (int depth : new int[] {51, 900}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AnswerSchema.of(json(nested("{'not':", depth))))
          .withMessage("must be nested no deeper than 50 objects and lists");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AnswerSchema.ofExample(json(nested("{'a':", depth))))
          .withMessage("must be nested no deeper than 50 objects and lists");
    }
    assertThat(AnswerSchema.of(json(nested("{'not':", 49))).violations(json("{}"))).isEmpty();
    AnswerSchema example = AnswerSchema.ofExample(json(nested("{'a':", 50)));
    assertThat(example.violations(json(nested("{'a':", 50)))).isEmpty();
  }

  private static String nested(String start, int depth) {
    return start.repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  /** Each takes the JDK longer than anybody waits, or more of the stack than there is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"^(a+)+$", "^(\\\\w+\\\\s?)*$", "^(a|aa)+$", "^((a|b)*c?)*$", "(.*.*.*.*.*)a$"})
  void takesATextForOneThatDoesNotMatchWhereItsPatternTakesTooLong(String pattern) {
    AnswerSchema shape = AnswerSchema.of(json("{'type':'string','pattern':'" + pattern + "'}"));

    assertThat(shape.violations(json("'" + "a".repeat(20_000) + "!'"))).hasSize(1);
    assertThat(shape.violations(json("'aaa'"))).isEmpty();
  }

  @Test
  void refusesAPatternThatIsTooLong() {
    String nested = "(".repeat(20_000) + ")".repeat(20_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnswerSchema.of(json("{'type':'string','pattern':'" + nested + "'}")))
        .withMessageContaining("1000 are the most");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'#'}",
        "{'allOf':[{'$ref':'#'}]}",
        "{'not':{'$ref':'#'}}",
        "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}",
        "{'$dynamicRef':'#x','$dynamicAnchor':'x'}",
        "{'if':{'type':'array'},'then':{'$ref':'#'}}"
      })
  void refusesASchemaThatRefersToItselfWithoutAnEnd(String schema) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnswerSchema.of(json(schema)))
        .withMessageContaining("without an end");
  }

  /** Two to the power of forty schemas, in two kilobytes. */
  @ParameterizedTest
  @ValueSource(strings = {"'$ref':'#/$defs/%s'", "'$ref':'#%s'", "'$ref':'http://x/y/%s'"})
  void refusesReferencesThatMultiply(String reference) {
    StringBuilder schema = new StringBuilder("{'$id':'http://x/y/z','$defs':{");
    for (int i = 0; i < 40; i++) {
      String next = "{" + reference.formatted("d" + (i + 1)) + "}";
      String name = reference.contains("http") ? "'$id':'d" + i : "'$anchor':'d" + i;
      schema.append("'d" + i + "':{" + name + "','anyOf':[" + next + "," + next + "]},");
    }
    String last = reference.contains("http") ? "'$id'" : "'$anchor'";
    schema.append("'d40':{" + last + ":'d40','type':'null'}},");
    schema.append(reference.formatted("d0")).append('}');

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnswerSchema.of(json(schema.toString())))
        .withMessageContaining("10000 schemas");
  }

  @Test
  void looksAtADeepValueOfASchemaThatHoldsItselfTwiceNoLonger() {
    String both = "{'properties':{'a':{'anyOf':[{'$ref':'#'},{'$ref':'#'}]}},'required':['b']}";
    AnswerSchema twice = AnswerSchema.of(json(both));
    assertThat(twice.violations(json("{'a':".repeat(60) + "1" + "}".repeat(60)))).hasSize(1);
    String tree = "{'type':'object','properties':{'kids':{'type':'array','items':{'$ref':'#'}}}}";
    AnswerSchema once = AnswerSchema.of(json(tree));
    assertThat(once.violations(json("{'kids':[".repeat(60) + "]}".repeat(60)))).isEmpty();
  }
}
