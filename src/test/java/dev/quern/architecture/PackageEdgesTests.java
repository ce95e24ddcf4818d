package dev.quern.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may import whom. The sentence "Imports …" of each {@code package-info.java} is the rule: a
 * package imports what stands there, all of it, and nothing else.
 */
@AnalyzeClasses(
    packages = "dev.quern",
    importOptions = {ImportOption.DoNotIncludeTests.class, PackageEdgesTests.Written.class})
class PackageEdgesTests {

  /** Leaves out what Spring generates at build time to prepare the beans. */
  static final class Written implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("__") && !location.contains("$$SpringCGLIB$$");
    }
  }

  private static final String ROOT = "dev.quern";

  /** A dozen files make a room in which one finds one's way; a few more are no warehouse yet. */
  private static final int MAX_TYPES = 16;

  @ArchTest
  static void packagesImportWhatTheirInfoSays(JavaClasses classes) {
    imports(classes)
        .forEach(
            (name, imported) ->
                assertThat(imported)
                    .as("imports of %s, beside the sentence in its package-info.java", name)
                    .isEqualTo(PackageInfo.of(name).imports()));
  }

  @ArchTest
  static void packagesSayWhatTheyAreFor(JavaClasses classes) {
    imports(classes)
        .keySet()
        .forEach(name -> assertThat(PackageInfo.of(name).purpose()).as(name).isNotBlank());
  }

  @ArchTest
  static void packagesAreRoomsAndNoWarehouses(JavaClasses classes) {
    Map<String, Integer> sizes = new TreeMap<>();
    for (JavaClass type : classes) {
      if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
        sizes.merge(PackageInfo.shortName(type.getPackageName()), 1, Integer::sum);
      }
    }
    sizes.forEach(
        (name, size) ->
            assertThat(size)
                .as("types in %s; more want a package beneath it", name)
                .isLessThanOrEqualTo(MAX_TYPES));
  }

  /** What each package imports of Quern. {@code Quern}, the entry point, may point anywhere. */
  private static Map<String, Set<String>> imports(JavaClasses classes) {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JavaClass type : classes) {
      String from = PackageInfo.shortName(type.getPackageName());
      Set<String> imported = imports.computeIfAbsent(from, name -> new TreeSet<>());
      if (type.getSimpleName().equals("Quern")) {
        continue;
      }
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
          .filter(name -> name.equals(ROOT) || name.startsWith(ROOT + "."))
          .map(PackageInfo::shortName)
          .filter(name -> !name.equals(from))
          .forEach(imported::add);
    }
    // What is only inlined, a constant, is not seen in the classes.
    imports.forEach((name, imported) -> imported.addAll(PackageInfo.importStatements(name)));
    return imports;
  }

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

  /** A stream of rows holds its connection until somebody closes it; a list does not. */
  @ArchTest
  static final ArchRule rowsAreReadWhole =
      noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream");

  /** The time comes from the injected clock, or from the database. */
  @ArchTest
  static final ArchRule nobodyAsksForTheTime =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule nobodyImportsRest =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.quern.api..", "dev.quern.page..")
          .should(dependOn("api"));

  @ArchTest
  static final ArchRule nobodyImportsThePage =
      noClasses().that().resideOutsideOfPackage("dev.quern.page..").should(dependOn("page"));

  @ArchTest
  static final ArchRule nobodyImportsTheOperators =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.quern.ops..")
          .and()
          .doNotHaveSimpleName("Quern")
          .should(dependOn("ops"));

  @ArchTest
  static final ArchRule taskTypesKnowNothingOfEachOther =
      slices()
          .matching("dev.quern.tasktype.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              resideInAnyPackage(
                  "dev.quern.tasktype.input",
                  "dev.quern.tasktype.estimate",
                  "dev.quern.tasktype.warning"));

  @ArchTest
  static final ArchRule theEngineKnowsNoTaskType =
      noClasses()
          .that()
          .resideInAnyPackage("dev.quern.task..", "dev.quern.llm..", "dev.quern.dataset..")
          .should(dependOn("tasktype"));

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
                              "dev.quern",
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
              "dev.quern.llm..")
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
              "dev.quern.schedule..",
              "dev.quern.export..")
          .and()
          .doNotHaveSimpleName("ExportRoute")
          .and()
          .doNotHaveSimpleName("RunTrackingPolicy")
          .and()
          .doNotHaveSimpleName("RunScheduler")
          .and()
          .doNotHaveSimpleName("ProcessedContent")
          .and()
          .doNotHaveSimpleName("PipelineHousekeeping")
          .and()
          .doNotHaveSimpleName("DeliveryTrigger")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.apache.camel..");

  private static ArchCondition<JavaClass> dependOn(String part) {
    return ArchConditions.dependOnClassesThat(resideInAPackage(ROOT + "." + part + ".."));
  }

  /** Every package is a slice of its own. */
  private static final class EachPackage implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      boolean isEntryPoint = type.getSimpleName().equals("Quern");
      return isEntryPoint ? SliceIdentifier.ignore() : SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "the packages of Quern";
    }
  }
}
