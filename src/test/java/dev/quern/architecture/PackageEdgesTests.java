package dev.quern.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

/** What may import what, as the package-info files say. */
@AnalyzeClasses(packages = "dev.quern", importOptions = DoNotIncludeTests.class)
class PackageEdgesTests {

  private static final String ROOT = "dev.quern";

  private static ArchRule imports(String from, String... allowed) {
    String[] all = new String[allowed.length + 2];
    all[0] = ROOT;
    all[1] = ROOT + "." + from + "..";
    for (int i = 0; i < allowed.length; i++) {
      all[i + 2] = ROOT + "." + allowed[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + from + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are in another package of Quern",
                c ->
                    c.getPackageName().startsWith(ROOT)
                        && !JavaClass.Predicates.resideInAnyPackage(all).test(c)));
  }

  @ArchTest static final ArchRule TASK = imports("task");
  @ArchTest static final ArchRule DOCUMENT = imports("document");
  @ArchTest static final ArchRule CHUNK = imports("chunk");
  @ArchTest static final ArchRule LLM = imports("llm");
  @ArchTest static final ArchRule DATASET = imports("dataset");
  @ArchTest static final ArchRule EXPORT = imports("export", "dataset");
  @ArchTest static final ArchRule OPS = imports("ops", "task", "llm");

  @ArchTest
  static final ArchRule PIPELINE = imports("pipeline", "task", "document", "dataset", "export");

  @ArchTest
  static final ArchRule TASKTYPE =
      imports("tasktype", "task", "document", "chunk", "llm", "dataset");

  @ArchTest
  static final ArchRule ROOT_IMPORTS_NONE =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".*..");

  @ArchTest
  static final ArchRule TASK_TYPES_NEVER_IMPORT_EACH_OTHER =
      slices().matching(ROOT + ".tasktype.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  /** Beans that routes name take and return domain types; only these packages know Camel. */
  @ArchTest
  static final ArchRule DOMAIN_KNOWS_NO_CAMEL =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".tasktype.*..",
              ROOT + ".dataset..",
              ROOT + ".chunk..",
              ROOT + ".export..",
              ROOT + ".llm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  /** A bean with a name of its own is named by a route, and so is public. */
  @ArchTest
  static final ArchRule NAMED_BEANS_ARE_PUBLIC =
      classes()
          .that(
              DescribedPredicate.describe(
                  "have a bean name",
                  c ->
                      c.isAnnotatedWith(Component.class)
                          && !c.getAnnotationOfType(Component.class).value().isEmpty()
                          && !c.getSimpleName().equals("ModelSwitch")))
          .should()
          .bePublic();
}
