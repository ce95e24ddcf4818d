package dev.quern.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who may import whom, as the package-info files say. */
@AnalyzeClasses(packages = "dev.quern", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageEdgesTests {

  private static final String ROOT = "dev.quern";

  @ArchTest static final ArchRule rootImportsNone = imports("");
  @ArchTest static final ArchRule taskImportsRoot = imports("task");
  @ArchTest static final ArchRule documentImportsRoot = imports("document");
  @ArchTest static final ArchRule chunkImportsDocument = imports("chunk", "document");
  @ArchTest static final ArchRule llmImportsRoot = imports("llm");
  @ArchTest static final ArchRule datasetImportsRoot = imports("dataset");
  @ArchTest static final ArchRule exportImportsDataset = imports("export", "dataset");
  @ArchTest static final ArchRule notifyImportsTask = imports("notify", "task");
  @ArchTest static final ArchRule scheduleImportsTask = imports("schedule", "task");
  @ArchTest static final ArchRule opsImportsTaskAndModels = imports("ops", "task", "llm");

  @ArchTest
  static final ArchRule pipelineImportsWhatItChains =
      imports("pipeline", "task", "document", "dataset", "export");

  @ArchTest
  static final ArchRule taskTypesImportWhatTheyWorkWith =
      imports("tasktype", "task", "chunk", "llm", "dataset", "document");

  @ArchTest
  static final ArchRule nobodyImportsRest =
      noClasses().that().resideOutsideOfPackage("dev.quern.api..").should(dependOn("api"));

  @ArchTest
  static final ArchRule nobodyImportsTheOperators =
      noClasses().that().resideOutsideOfPackages("dev.quern.ops..").should(dependOn("ops"));

  @ArchTest
  static final ArchRule taskTypesKnowNothingOfEachOther =
      slices().matching("dev.quern.tasktype.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule whatTaskTypesShareKnowsNone =
      noClasses().that().resideInAPackage("dev.quern.tasktype").should(dependOn("tasktype.*"));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(new Parts()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule repliesAndPromptsAreWordsAlone =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.quern.llm.reply..", "dev.quern.llm.prompt..", "dev.quern.llm.offline..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.quern..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "dev.quern.llm.reply..",
                              "dev.quern.llm.prompt..",
                              "dev.quern.llm.offline.."))));

  @ArchTest
  static final ArchRule replyReadersArePure =
      noClasses()
          .that()
          .resideInAPackage("dev.quern.llm.reply..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "java.nio.file..", "java.sql..");

  @ArchTest
  static final ArchRule stepsImportNoCamel =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.quern",
              "dev.quern.tasktype.*..",
              "dev.quern.dataset..",
              "dev.quern.chunk..",
              "dev.quern.llm..",
              "dev.quern.export..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  /** Where Camel is met: nobody else joins this list by accident. */
  @ArchTest
  static final ArchRule fewClassesImportCamel =
      classes()
          .that()
          .resideInAnyPackage(
              "dev.quern.task..",
              "dev.quern.pipeline..",
              "dev.quern.document..",
              "dev.quern.notify..",
              "dev.quern.schedule..")
          .and()
          .doNotHaveSimpleName("RunPolicy")
          .and()
          .doNotHaveSimpleName("RunScheduler")
          .and()
          .doNotHaveSimpleName("KnownContent")
          .and()
          .doNotHaveSimpleName("FinishJob")
          .and()
          .doNotHaveSimpleName("WakeUp")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.apache.camel..");

  private static ArchRule imports(String part, String... others) {
    String[] allowed =
        Stream.concat(
                Stream.of(ROOT, inside(part)), Arrays.stream(others).map(PackageEdgesTests::inside))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(inside(part))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.quern..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed))))
        .because(
            part + " imports the root package and " + String.join(", ", others) + ", nothing else");
  }

  private static String inside(String part) {
    return part.isEmpty() ? ROOT : ROOT + "." + part + "..";
  }

  private static ArchCondition<JavaClass> dependOn(String part) {
    return ArchConditions.dependOnClassesThat(resideInAPackage(ROOT + "." + part + ".."));
  }

  /** The packages right below the root are the parts; the root is one of its own. */
  private static final class Parts implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      if (!name.startsWith(ROOT)) {
        return SliceIdentifier.ignore();
      }
      if (name.equals(ROOT)) {
        // Quern, the entry point, may point anywhere; what the others use must not.
        return type.getSimpleName().equals("Quern")
            ? SliceIdentifier.ignore()
            : SliceIdentifier.of("root");
      }
      return SliceIdentifier.of(name.substring(ROOT.length() + 1).split("\\.")[0]);
    }

    @Override
    public String getDescription() {
      return "the packages below " + ROOT;
    }
  }
}
