package io.nodenettuning.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.nodenettuning.operator.handout.Handout;
import org.junit.jupiter.api.Test;

/** The arrows between the operator's rooms. */
class ArchitectureTest {
  private static final String ROOT = "io.nodenettuning.operator";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("process")
        .definedBy(ROOT)
        .layer("tuning")
        .definedBy(ROOT + ".tuning..")
        .layer("event")
        .definedBy(ROOT + ".event..")
        .layer("status")
        .definedBy(ROOT + ".status..")
        .layer("handout")
        .definedBy(ROOT + ".handout..")
        .layer("revision")
        .definedBy(ROOT + ".revision..")
        .layer("cluster")
        .definedBy(ROOT + ".cluster..")
        .layer("health")
        .definedBy(ROOT + ".health..")
        .layer("fleet")
        .definedBy(ROOT + ".fleet..")
        .whereLayer("process")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("tuning")
        .mayOnlyBeAccessedByLayers("process")
        .whereLayer("event")
        .mayOnlyBeAccessedByLayers("process", "tuning")
        .whereLayer("status")
        .mayOnlyBeAccessedByLayers("tuning", "event")
        .whereLayer("handout")
        .mayOnlyBeAccessedByLayers("process", "tuning")
        .whereLayer("revision")
        .mayOnlyBeAccessedByLayers("process", "tuning")
        .whereLayer("cluster")
        .mayOnlyBeAccessedByLayers("process")
        .whereLayer("health")
        .mayOnlyBeAccessedByLayers("process")
        .check(CLASSES);
  }

  @Test
  void noCircles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void statusIsMadeWithoutTheApiServer() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".status..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..")
        .check(CLASSES);
  }

  @Test
  void onlyTheHandoutWritesStates() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".handout..", ROOT + ".cluster..", ROOT + ".fleet..")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("NodeNetTuningState")
        .check(CLASSES);
    classes()
        .that()
        .haveSimpleName("StateStore")
        .should()
        .onlyBeAccessed()
        .byClassesThat()
        .resideInAPackage(Handout.class.getPackageName())
        .check(CLASSES);
  }
}
