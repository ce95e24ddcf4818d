package dev.quern.dataset.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSampleTests {

  @Test
  void showsTheFieldsAndTheKindsOfTheirValues() throws Exception {
    JsonNode schema =
        read(
            """
            {'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object',
             'required':['answer'],'additionalProperties':false,
             'properties':{'answer':{'type':'string','description':'short','maxLength':400},
              'words':{'type':'array','items':{'type':'string'},'maxItems':5},
              'at':{'type':'object','properties':{'page':{'type':'integer'},'sure':{'type':'boolean'}}}}}
            """);
    assertThat(SchemaSample.of(schema))
        .contains(read("{'answer':'…','words':['…'],'at':{'page':0,'sure':true}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'string','enum':['a','b']}",
        "{'type':'string','pattern':'^a'}",
        "{'type':'string','minLength':50}",
        "{'type':'string','maxLength':10}",
        "{'type':'integer','minimum':3}",
        "{'type':['string','null']}",
        "{'type':'array'}",
        "{'type':'array','items':{'type':'string'},'minItems':4}",
        "{'type':'object'}",
        "{'anyOf':[{'type':'string'}]}",
        "{'$ref':'#/$defs/a'}",
        "true"
      })
  void leavesASchemaThatSaysMoreAsItIs(String field) throws Exception {
    assertThat(SchemaSample.of(read("{'type':'object','properties':{'a':" + field + "}}")))
        .isEmpty();
    assertThat(SchemaSample.of(read(field))).isEmpty();
  }

  private static JsonNode read(String json) throws Exception {
    return new ObjectMapper().readTree(json.replace('\'', '"'));
  }
}
