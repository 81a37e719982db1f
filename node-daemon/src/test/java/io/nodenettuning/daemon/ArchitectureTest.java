package io.nodenettuning.daemon;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.nodenettuning.daemon.kernel.EthtoolRecording;
import io.nodenettuning.daemon.kernel.Kernel;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the daemon's packages, and what none of them may do. */
class ArchitectureTest {
  private static final String DAEMON = "io.nodenettuning.daemon.";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.nodenettuning.daemon");

  private static final JavaClasses MAIN_AND_TESTS =
      new ClassFileImporter().importPackages("io.nodenettuning.daemon");

  /** Packages that meet the kernel's files. */
  private static final List<String> NEAR_THE_KERNEL =
      List.of("kernel", "facts", "knob", "plan", "apply", "drift", "irqbalance", "agent");

  /** Classes of those that read files of the user or of the project, which have a size. */
  private static final Set<String> READERS_OF_PLAIN_FILES = Set.of();

  private static final Set<String> READ_BY_THE_BYTE =
      Set.of("readString", "readAllBytes", "readAllLines", "lines");

  @ParameterizedTest(name = "{0} may use {1}")
  @CsvSource({
    "kernel,  ''",
    "facts,   'kernel'",
    "knob,    'kernel facts'",
    "plan,    'knob facts'",
    "apply,   'plan knob'",
    "drift,   'kernel knob'",
    "irqbalance, 'kernel facts'",
    "agent,   'kernel facts knob plan apply drift irqbalance'",
    "cluster, 'facts knob plan apply drift agent'",
    "cli,     'kernel facts knob plan apply drift irqbalance agent cluster'",
  })
  void packagesUseOnlyThoseBelow(String name, String below) {
    String[] allowed =
        Stream.concat(Stream.of(name), Stream.of(below.split(" ")).filter(b -> !b.isEmpty()))
            .map(ArchitectureTest::inside)
            .toArray(String[]::new);
    // plan and apply hand the kernel on to knobs: they hold it and touch nothing in it.
    var forbidden =
        resideInAPackage(DAEMON + "(*)..")
            .and(not(resideInAnyPackage(allowed)))
            .and(not(belongToAnyOf(Kernel.class)));

    noClasses()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .dependOnClassesThat(forbidden)
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void planAndApplyTouchNothingInTheKernel() {
    noClasses()
        .that()
        .resideInAnyPackage(inside("plan"), inside("apply"))
        .should()
        .callMethodWhere(
            describe(
                "a method of Kernel",
                call -> call.getTarget().getOwner().isEquivalentTo(Kernel.class)))
        .check(MAIN);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching(DAEMON + "(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void kernelNeedsTheJdkOnly() {
    var jdk = resideInAnyPackage("java..", "org.jspecify.annotations", inside("kernel"));

    noClasses()
        .that(resideInAPackage(inside("kernel")).and(not(belongToAnyOf(EthtoolRecording.class))))
        .should()
        .dependOnClassesThat(not(jdk).and(not(primitives())))
        .check(MAIN);
    // A recording's stand-in for netlink is a JSON file, and the JDK reads none.
    noClasses()
        .that(belongToAnyOf(EthtoolRecording.class))
        .should()
        .dependOnClassesThat(
            not(jdk).and(not(resideInAPackage("com.fasterxml.jackson.."))).and(not(primitives())))
        .check(MAIN);
  }

  @Test
  void onlyKernelCallsTheKernel() {
    noClasses()
        .that(resideInAPackage(DAEMON + "(*)..").and(not(resideInAPackage(inside("kernel")))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .check(MAIN);
  }

  @Test
  void onlyClusterKnowsTheApiServersClient() {
    noClasses()
        .that(resideInAPackage(DAEMON + "(*)..").and(not(resideInAPackage(inside("cluster")))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(MAIN);
  }

  @Test
  void nothingRunsOtherPrograms() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Process.class, ProcessBuilder.class)
        .orShould()
        .callMethodWhere(
            describe(
                "Runtime.exec",
                call ->
                    call.getTarget().getOwner().isEquivalentTo(Runtime.class)
                        && call.getName().equals("exec")))
        .check(MAIN);
  }

  /**
   * These read a file of size 0, as all of procfs are, byte by byte, and a sysctl ends after the
   * first: {@code 300} is read as {@code 3}.
   */
  @Test
  void nothingNearTheKernelReadsFilesByTheByte() {
    noClasses()
        .that(
            resideInAnyPackage(
                    NEAR_THE_KERNEL.stream().map(ArchitectureTest::inside).toArray(String[]::new))
                .and(
                    describe(
                        "read kernel files", c -> !READERS_OF_PLAIN_FILES.contains(c.getName()))))
        .should()
        .accessTargetWhere(describe("reads by the byte", ArchitectureTest::readsByTheByte))
        .check(MAIN_AND_TESTS);
  }

  private static boolean readsByTheByte(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getName();
    boolean opens =
        Stream.of(FileInputStream.class, FileReader.class, RandomAccessFile.class, Scanner.class)
            .anyMatch(owner::isEquivalentTo);
    return opens
        ? name.equals("<init>")
        : owner.isEquivalentTo(Files.class) && READ_BY_THE_BYTE.contains(name);
  }

  private static DescribedPredicate<JavaClass> primitives() {
    return describe("primitives", type -> type.getBaseComponentType().isPrimitive());
  }

  private static String inside(String name) {
    return DAEMON + name + "..";
  }
}
