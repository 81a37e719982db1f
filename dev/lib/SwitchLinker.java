import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Links the switches over types in jars. A compiled switch over types asks the JDK to make the class that decides it when it is
 * first reached, which takes a third of a millisecond for each in every process, and which an archive of classes cannot hold yet.
 * Here each becomes a method with the same instanceof tests, which can.
 *
 * <p>Arguments: the folder of the jars, and the names of those to change.
 */
final class SwitchLinker {
  private final ClassFile classFile;

  private SwitchLinker(ClassLoader classes) {
    classFile =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.defaultResolver().orElse(ClassHierarchyResolver.ofResourceParsing(classes))));
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        jars.add(file.toUri().toURL());
      }
    }
    try (URLClassLoader classes = new URLClassLoader(jars.toArray(URL[]::new))) {
      SwitchLinker linker = new SwitchLinker(classes);
      for (String name : List.of(arguments).subList(1, arguments.length)) {
        linker.link(folder.resolve(name));
      }
    }
  }

  private void link(Path jar) throws IOException {
    try (FileSystem content = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(content.getPath("/"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        ClassModel before = classFile.parse(Files.readAllBytes(file));
        Switches switches = new Switches(before);
        byte[] after = classFile.transformClass(before, switches.transform());
        if (!switches.found.isEmpty()) {
          FileTime time = Files.getLastModifiedTime(file);
          Files.write(file, after);
          Files.setLastModifiedTime(file, time);
        }
      }
    }
  }

  /** The switches over types of one class. */
  private record Switches(ClassModel model, List<InvokeDynamicInstruction> found) {
    private static final String BOOTSTRAPS = "Ljava/lang/runtime/SwitchBootstraps;";

    Switches(ClassModel model) {
      this(model, new ArrayList<>());
    }

    ClassTransform transform() {
      return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(() -> this::pass))
          .andThen(ClassTransform.endHandler(to -> {
            for (int number = 0; number < found.size(); number++) {
              InvokeDynamicInstruction one = found.get(number);
              to.withMethodBody(
                  name(number),
                  one.typeSymbol(),
                  AccessFlag.PRIVATE.mask() | AccessFlag.STATIC.mask() | AccessFlag.SYNTHETIC.mask(),
                  code -> decide(code, one.bootstrapArgs()));
            }
          }));
    }

    private void pass(CodeBuilder code, CodeElement element) {
      if (element instanceof InvokeDynamicInstruction dynamic && isOverTypes(dynamic)) {
        code.invokestatic(
            model.thisClass().asSymbol(),
            name(found.size()),
            dynamic.typeSymbol(),
            model.flags().has(AccessFlag.INTERFACE));
        found.add(dynamic);
      } else {
        code.with(element);
      }
    }

    private static String name(int number) {
      return "switch$" + number;
    }

    private static boolean isOverTypes(InvokeDynamicInstruction dynamic) {
      return dynamic.bootstrapMethod().owner().descriptorString().equals(BOOTSTRAPS)
          && dynamic.bootstrapMethod().methodName().equals("typeSwitch")
          && dynamic.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
    }

    /** As {@code SwitchBootstraps.typeSwitch} says: which label from the given one on the object is of, -1 for null. */
    private static void decide(CodeBuilder code, List<ConstantDesc> types) {
      int object = code.parameterSlot(0);
      int from = code.parameterSlot(1);
      code.aload(object).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
      for (int type = 0; type < types.size(); type++) {
        Label next = code.newLabel();
        code.iload(from).loadConstant(type).if_icmpgt(next);
        code.aload(object).instanceOf((ClassDesc) types.get(type)).ifeq(next);
        code.loadConstant(type).ireturn().labelBinding(next);
      }
      code.loadConstant(types.size()).ireturn();
    }
  }
}
