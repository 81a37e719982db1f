import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the lambdas and method references in jars as lines of a JVM's list of classes to archive, as {@code
 * -XX:DumpLoadedClassList} prints them ({@code @lambda-proxy}, and {@code @cp} with the places in the constant pool that ask for
 * them), but of those too that no trial run reaches.
 *
 * <p>Arguments: the jars.
 */
final class LambdaLister {
  private static final String FACTORY = "Ljava/lang/invoke/LambdaMetafactory;";

  private LambdaLister() {}

  public static void main(String[] arguments) throws IOException {
    for (String jar : arguments) {
      try (FileSystem content = FileSystems.newFileSystem(Path.of(jar));
          Stream<Path> files = Files.walk(content.getPath("/"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
          list(ClassFile.of().parse(Files.readAllBytes(file)));
        }
      }
    }
  }

  private static void list(ClassModel model) {
    List<InvokeDynamicInstruction> lambdas =
        model.methods().stream()
            .flatMap(method -> method.code().stream())
            .flatMap(CodeModel::elementStream)
            .filter(element -> element instanceof InvokeDynamicInstruction dynamic && isLambda(dynamic))
            .map(InvokeDynamicInstruction.class::cast)
            .toList();
    if (!lambdas.isEmpty()) {
      lambdas.forEach(lambda -> System.out.println(line(model, lambda)));
      System.out.println(
          lambdas.stream()
              .map(lambda -> Integer.toString(lambda.invokedynamic().index()))
              .collect(Collectors.joining(" ", "@cp " + model.thisClass().asInternalName() + " ", "")));
    }
  }

  private static boolean isLambda(InvokeDynamicInstruction dynamic) {
    return dynamic.bootstrapMethod().owner().descriptorString().equals(FACTORY)
        && dynamic.bootstrapMethod().methodName().equals("metafactory");
  }

  private static String line(ClassModel model, InvokeDynamicInstruction dynamic) {
    List<ConstantDesc> arguments = dynamic.bootstrapArgs();
    DirectMethodHandleDesc body = (DirectMethodHandleDesc) arguments.get(1);
    return String.join(
        " ",
        "@lambda-proxy",
        model.thisClass().asInternalName(),
        dynamic.name().stringValue(),
        dynamic.typeSymbol().descriptorString(),
        ((MethodTypeDesc) arguments.get(0)).descriptorString(),
        reference(body),
        internalName(body.owner()),
        body.methodName(),
        body.lookupDescriptor(),
        ((MethodTypeDesc) arguments.get(2)).descriptorString());
  }

  private static String reference(DirectMethodHandleDesc body) {
    return switch (body.kind()) {
      case STATIC, INTERFACE_STATIC -> "REF_invokeStatic";
      case VIRTUAL -> "REF_invokeVirtual";
      case INTERFACE_VIRTUAL -> "REF_invokeInterface";
      case SPECIAL, INTERFACE_SPECIAL -> "REF_invokeSpecial";
      case CONSTRUCTOR -> "REF_newInvokeSpecial";
      case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> throw new IllegalStateException(body.toString());
    };
  }

  private static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return type.isArray() ? descriptor : descriptor.substring(1, descriptor.length() - 1);
  }
}
