package dev.quern.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.quern.dataset.FileRef;
import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.ChunkEdit;
import dev.quern.dataset.conversation.Conversation;
import dev.quern.dataset.conversation.ConversationEdit;
import dev.quern.dataset.conversation.Message;
import dev.quern.dataset.entry.Entry;
import dev.quern.dataset.entry.EntryEdit;
import dev.quern.dataset.entry.EntryStatistics;
import dev.quern.dataset.entry.Evidence;
import dev.quern.dataset.entry.NewEntry;
import dev.quern.dataset.image.ImageEntry;
import dev.quern.dataset.image.ImageEntryEdit;
import dev.quern.dataset.lineage.Lineage;
import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.StoredPrompt;
import dev.quern.dataset.question.GaPair;
import dev.quern.dataset.question.GaPairEdit;
import dev.quern.dataset.question.NewGaPair;
import dev.quern.dataset.question.NewQuestion;
import dev.quern.dataset.question.Question;
import dev.quern.dataset.question.QuestionEdit;
import dev.quern.dataset.template.StoredTemplate;
import dev.quern.dataset.template.TemplateEdit;
import dev.quern.document.image.Image;
import dev.quern.export.ExportOptions;
import dev.quern.tasktype.questiongeneration.GenreAudienceProposals;
import dev.quern.testing.OpenApiDocument;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Holds the handlers, the rows and the bodies to {@code config/openapi.yaml}. */
class OpenApiTests extends RestFixture {

  @Test
  void describesEveryHandlerAndHandlesWhatIsDescribed() {
    var described = new TreeSet<String>();
    OpenApiDocument.operations()
        .forEach(
            (key, operation) -> {
              if (!OpenApiDocument.servedByCamel(operation)) {
                described.add(key);
              }
            });
    assertThat(handled()).isEqualTo(described);
  }

  /** The handlers of all controllers there are, whether this fixture runs them or not. */
  private static Set<String> handled() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    var handled = new TreeSet<String>();
    for (var found : scanner.findCandidateComponents("dev.quern")) {
      var type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
      for (var base : paths(type)) {
        for (var method : type.getDeclaredMethods()) {
          handled.addAll(operations(base, method));
        }
      }
    }
    return handled;
  }

  private static Set<String> operations(String base, Method method) {
    var operations = new TreeSet<String>();
    var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    for (var path : mapping == null ? List.<String>of() : paths(method)) {
      for (var verb : mapping.method()) {
        if ((base + path).startsWith("/api/")) {
          operations.add(verb + " " + OpenApiDocument.nameless(base + path));
        }
      }
    }
    return operations;
  }

  private static List<String> paths(AnnotatedElement element) {
    var mapping = AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class);
    return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
  }

  @Test
  void servesAPathWhollyByRoutesOrWhollyByHandlers() {
    OpenApiDocument.parsed()
        .getPaths()
        .forEach(
            (path, item) ->
                assertThat(
                        item.readOperations().stream()
                            .map(OpenApiDocument::servedByCamel)
                            .distinct())
                    .as(path)
                    .hasSize(1));
  }

  @Test
  void namesEveryOperationOnceAndSaysWhatItDoes() {
    var ids = new HashSet<String>();
    for (Operation operation : OpenApiDocument.operations().values()) {
      var id = operation.getOperationId();
      assertThat(id).matches("[a-z]+(-[a-z]+)*");
      assertThat(ids.add(id)).as("%s is unique", id).isTrue();
      assertThat(operation.getSummary()).as(id).isNotBlank();
      assertThat(operation.getTags()).as(id).hasSize(1);
      assertThat(operation.getResponses().keySet()).as(id).anyMatch(code -> code.startsWith("2"));
    }
  }

  @Test
  void closesEveryBodyToUnknownFields() {
    var schemas = OpenApiDocument.parsed().getComponents().getSchemas();
    for (var name :
        Arrays.asList(
            "NewProject",
            "NewTask",
            "TaskInput",
            "NewPipeline",
            "PipelineStep",
            "ExportOptions",
            "ExportPush",
            "TaskPatch",
            "Resume",
            "Nothing",
            "NewSchedule",
            "NewProvider",
            "ProviderSettings",
            "ChunkPatch",
            "NewGaPair",
            "GaPairPatch",
            "GaPairsWanted",
            "NewPrompt",
            "PromptPatch",
            "ImageDatasetPatch",
            "NewQuestion",
            "QuestionPatch",
            "NewDataset",
            "DatasetPatch",
            "Message",
            "ConversationPatch",
            "NewQuestionTemplate",
            "QuestionTemplatePatch")) {
      assertThat(schemas.get(name).getAdditionalProperties()).as(name).isEqualTo(false);
    }
    assertThat(schemas.get("TaskConfig").getAdditionalProperties()).isEqualTo(true);
  }

  static Stream<Arguments> schemas() {
    return Stream.of(
        Arguments.of("Project", Project.class),
        Arguments.of("Chunk", Chunk.class),
        Arguments.of("ChunkPatch", ChunkEdit.class),
        Arguments.of("Question", Question.class),
        Arguments.of("NewQuestion", NewQuestion.class),
        Arguments.of("QuestionPatch", QuestionEdit.class),
        Arguments.of("Dataset", Entry.class),
        Arguments.of("NewDataset", NewEntry.class),
        Arguments.of("DatasetPatch", EntryEdit.class),
        Arguments.of("GaPair", GaPair.class),
        Arguments.of("NewGaPair", NewGaPair.class),
        Arguments.of("GaPairPatch", GaPairEdit.class),
        Arguments.of("GaPairsWanted", GenreAudienceProposals.Options.class),
        Arguments.of("Prompt", StoredPrompt.class),
        Arguments.of("Image", Image.class),
        Arguments.of("ImageDataset", ImageEntry.class),
        Arguments.of("ImageDatasetPatch", ImageEntryEdit.class),
        Arguments.of("FileRef", FileRef.class),
        Arguments.of("Lineage", Lineage.class),
        Arguments.of("Evidence", Evidence.class),
        Arguments.of("DatasetStats", EntryStatistics.Summary.class),
        Arguments.of("Message", Message.class),
        Arguments.of("Conversation", Conversation.class),
        Arguments.of("ConversationPatch", ConversationEdit.class),
        Arguments.of("QuestionTemplate", StoredTemplate.class),
        Arguments.of("NewQuestionTemplate", TemplateEdit.class),
        Arguments.of("QuestionTemplatePatch", TemplateEdit.class),
        Arguments.of("ExportOptions", ExportOptions.class));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void describesEveryFieldOfARecordAndNoOther(String name, Class<? extends Record> type) {
    Schema<?> schema = OpenApiDocument.parsed().getComponents().getSchemas().get(name);
    var snake = new SnakeCaseStrategy();
    assertThat(schema.getProperties().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(snake::translate)
                .toList());
  }

  @Test
  void servesTheDocument() throws Exception {
    var answer = get("/openapi.yaml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/yaml");
    assertThat(answer.body()).startsWith("openapi: 3.0.3");
  }
}
